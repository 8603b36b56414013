import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'

/** Requires full sign-in again on every tablet except the current one, where the new credential was proven. */
export async function forgetOtherTablets(tx: Tx, { accountId, deviceId }: Staff): Promise<void> {
  await tx.tabletAccount.deleteMany({ where: { accountId, ...(deviceId && { deviceId: { not: deviceId } }) } })
}
