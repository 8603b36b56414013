import 'server-only'
import { inTransaction } from '@/lib/server/db/client'
import { type Actor, assertStaffCan } from '@/lib/server/identity/actor'
import type { SetUpDto } from '../../set-up-contract'
import { findBranch } from '../branch-directory'
import { readBranches } from '../read-branches'
import { presentBranch, presentPathway, presentPoint, presentService } from './present-set-up'

/** The set-up of a branch as stored, from one moment. Throws `unknown_branch`, `not_allowed`. */
export async function getSetUp(actor: Actor, slug: string): Promise<SetUpDto> {
  const { id } = await findBranch(slug)
  assertStaffCan(actor, 'branch.manage', id)
  const branches = await inTransaction((tx) => readBranches(tx), { isolationLevel: 'RepeatableRead' })
  const branch = branches.find((it) => it.id === id)
  if (!branch) throw new Error(`branch ${id} is gone`)
  return {
    version: branch.setupVersion,
    branch: presentBranch(branch),
    services: branch.services.map((it) => presentService(branch, it.slug)),
    servicePoints: branch.servicePoints.map((it) => presentPoint(branch, it.slug)),
    pathways: branch.pathways.map((it) => presentPathway(branch, it.slug)),
  }
}
