import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'

/** Has every tablet but the one at hand, where the new proof was given, ask for all proofs again before it takes a PIN. */
export async function forgetOtherTablets(tx: Tx, { accountId, deviceId }: Staff): Promise<void> {
  await tx.tabletAccount.deleteMany({ where: { accountId, ...(deviceId && { deviceId: { not: deviceId } }) } })
}
