import 'server-only'
import { newId } from '@/lib/shared/ids'
import type { Tx } from './db/client'

/** Creates the event clock and the audit chain of a new branch, in the transaction that creates it. */
export async function openBranchLog(tx: Tx, branchId: string): Promise<void> {
  await tx.branchClock.create({ data: { branchId, epoch: newId().slice(-12) } })
  await tx.auditChain.create({ data: { id: branchId, head: new Uint8Array(32) } })
}
