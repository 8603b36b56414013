import 'server-only'
import { type BranchRecord, listBranches } from '@/lib/features/branches/server/branch-directory'
import type { Tx } from '@/lib/server/db/client'
import { type Actor, branchesWhere, type RoleHeld } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { grantableBy, type StaffRole, staffRoles } from '@/lib/shared/permissions'

type Slugged = { role: StaffRole; branch: string | null }

/** The roles that somebody may give and take in a branch; in all of them at once when `branchId` is null. */
function grantableIn(actor: Actor, branchId: string | null): readonly StaffRole[] {
  if (actor.kind !== 'staff') return []
  return grantableBy(actor.roles.filter((it) => it.branchId === null || it.branchId === branchId).map((it) => it.role))
}

/** Whether somebody may give or take this role. */
export function mayGrant(actor: Actor, { role, branchId }: RoleHeld): boolean {
  return grantableIn(actor, branchId).includes(role)
}

/**
 * Whether somebody may change an account as a whole: every role that it holds, wherever, must be theirs to give. So nobody
 * takes over an account that may do more, or do it elsewhere.
 */
export function mayEdit(actor: Actor, roles: readonly RoleHeld[]): boolean {
  return actor.kind === 'staff' && roles.every((it) => mayGrant(actor, it))
}

/** Whether a role is shown to somebody: it counts in a branch whose staff they may see. */
export function seesRole(actor: Actor, { branchId }: Pick<RoleHeld, 'branchId'>): boolean {
  const seen = branchesWhere(actor, 'staff.read')
  return seen === 'all' || (seen.length > 0 && (branchId === null || seen.includes(branchId)))
}

/** The branch of a slug, if its staff may be seen. Throws `unknown_branch` as for one that there is not. */
export async function seenBranch(actor: Actor, slug: string, tx?: Tx): Promise<BranchRecord> {
  const found = (await listBranches(tx)).find((it) => it.slug === slug)
  if (!found || !seesRole(actor, { branchId: found.id })) throw new AppError('unknown_branch')
  return found
}

/** The roles of a request, with the ids of their branches. */
export function rolesOf(actor: Actor, roles: readonly Slugged[], tx: Tx): Promise<RoleHeld[]> {
  return Promise.all(
    roles.map(async ({ role, branch }) => ({
      role,
      branchId: branch === null ? null : (await seenBranch(actor, branch, tx)).id,
    })),
  )
}

/** Roles as they are shown: by rank, with the slugs of their branches. */
export async function withSlugs(roles: readonly RoleHeld[], tx?: Tx): Promise<Slugged[]> {
  const slugs = new Map((await listBranches(tx)).map((it) => [it.id, it.slug]))
  const all = roles.map(({ role, branchId }) => ({ role, branch: branchId && (slugs.get(branchId) ?? branchId) }))
  const rank = (it: Slugged): string => `${String(staffRoles.indexOf(it.role)).padStart(2, '0')} ${it.branch ?? ''}`
  return all.sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
}

/** The roles that somebody may give, by branch; all branches first. */
export async function grantableEverywhere(actor: Actor): Promise<{ branch: string | null; roles: StaffRole[] }[]> {
  const places = [{ id: null, slug: null }, ...(await listBranches())]
  return places
    .map(({ id, slug }) => ({ branch: slug, roles: [...grantableIn(actor, id)] }))
    .filter(({ roles }) => roles.length > 0)
}
