import 'server-only'
import type { Tx } from '@/lib/server/db/client'

/** Removes the PIN sign-ins of a tablet. */
export async function forgetTablet(tx: Tx, deviceId: string): Promise<void> {
  await tx.tabletAccount.deleteMany({ where: { deviceId } })
}
