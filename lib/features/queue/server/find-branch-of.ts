import 'server-only'
import { type BranchRecord, findBranchById, withFreshSetup } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { AppError } from '@/lib/shared/errors'

/** The branch of a ticket, including its clinic, even if another process has just added that clinic. */
export function findBranchOf(ticket: { branchId: string; serviceId: string }, tx?: Tx): Promise<BranchRecord> {
  return withFreshSetup(async () => {
    const branch = await findBranchById(ticket.branchId, tx)
    if (!branch.services.some((it) => it.id === ticket.serviceId)) throw new AppError('unknown_service')
    return branch
  }, tx)
}
