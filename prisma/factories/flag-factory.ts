import type { FlagName } from '@/lib/features/branches/flags'
import { type BranchRecord, findBranch, forgetBranches } from '@/lib/features/branches/server/branch-directory'
import { db } from '@/lib/server/db/client'
import { makeStaff } from './people-factory'

/** Stores the state of a flag as if it had been switched before, and returns the updated branch. */
export async function storeFlag(branch: BranchRecord, name: FlagName, isOn: boolean): Promise<BranchRecord> {
  const { accountId } = await makeStaff(branch, 'administrator')
  await db().branchFlag.create({ data: { branchId: branch.id, name, isOn, changedById: accountId } })
  forgetBranches()
  return findBranch(branch.slug)
}
