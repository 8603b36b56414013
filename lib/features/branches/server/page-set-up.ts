import 'server-only'
import { may, mayEverywhere } from '@/lib/server/identity/actor'
import { signedInPageStaff } from '@/lib/server/identity/page-staff'
import type { BranchRef } from '../contract'
import type { SetUpDto } from '../set-up-contract'
import { listBranches } from './branch-directory'
import { getSetUp } from './set-up/get-set-up'

/**
 * The set-up of a branch, or of the first that the actor manages; null when there is none. With it the branches that the
 * actor manages, and whether branches may be added. Throws `not_signed_in`.
 */
export async function pageSetUp(
  asked: string | undefined,
): Promise<{ setUp: SetUpDto; branches: BranchRef[]; mayAdd: boolean } | null> {
  const staff = await signedInPageStaff()
  const branches = (await listBranches()).filter((it) => may(staff, 'branch.manage', it.id))
  const branch = asked === undefined ? branches[0] : branches.find((it) => it.slug === asked)
  if (!branch) return null
  return {
    setUp: await getSetUp(staff, branch.slug),
    branches: branches.map(({ slug, name }) => ({ slug, name })),
    mayAdd: mayEverywhere(staff, 'branch.manage'),
  }
}
