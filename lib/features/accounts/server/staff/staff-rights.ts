import 'server-only'
import { type BranchRecord, listBranches } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { type Actor, branchesWhere, type RoleHeld } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { grantableBy, type StaffRole, staffRoles } from '@/lib/shared/permissions'

type Slugged = { role: StaffRole; branch: string | null }

/** The roles that the actor may grant and revoke in a branch; in all branches when `branchId` is null. */
function grantableIn(actor: Actor, branchId: string | null): readonly StaffRole[] {
  if (actor.kind !== 'staff') return []
  return grantableBy(actor.roles.filter((it) => it.branchId === null || it.branchId === branchId).map((it) => it.role))
}

/** Whether the actor may grant or revoke this role. */
export function mayGrant(actor: Actor, { role, branchId }: RoleHeld): boolean {
  return grantableIn(actor, branchId).includes(role)
}

/**
 * Whether the actor may change an account as a whole: they must be allowed to grant every role it holds, so that
 * an account with more rights, or rights elsewhere, cannot be taken over.
 */
export function mayEdit(actor: Actor, roles: readonly RoleHeld[]): boolean {
  return actor.kind === 'staff' && roles.every((it) => mayGrant(actor, it))
}

/** Whether the actor may see a role: it counts in a branch whose staff they may see. */
export function seesRole(actor: Actor, { branchId }: Pick<RoleHeld, 'branchId'>): boolean {
  const seen = branchesWhere(actor, 'staff.read')
  return seen === 'all' || (seen.length > 0 && (branchId === null || seen.includes(branchId)))
}

/** The branch with this slug, if the actor may see its staff. Throws `unknown_branch` for both missing and hidden ones. */
export async function seenBranch(actor: Actor, slug: string, tx?: Tx): Promise<BranchRecord> {
  const found = (await listBranches(tx)).find((it) => it.slug === slug)
  if (!found || !seesRole(actor, { branchId: found.id })) throw new AppError('unknown_branch')
  return found
}

/** The roles of a request with the ids of their branches. */
export function rolesOf(actor: Actor, roles: readonly Slugged[], tx: Tx): Promise<RoleHeld[]> {
  return Promise.all(
    roles.map(async ({ role, branch }) => ({
      role,
      branchId: branch === null ? null : (await seenBranch(actor, branch, tx)).id,
    })),
  )
}

/** Roles for display: by rank, with the slugs of their branches. */
export async function withSlugs(roles: readonly RoleHeld[], tx?: Tx): Promise<Slugged[]> {
  const slugs = new Map((await listBranches(tx)).map((it) => [it.id, it.slug]))
  const all = roles.map(({ role, branchId }) => ({ role, branch: branchId && (slugs.get(branchId) ?? branchId) }))
  const rank = (it: Slugged): string => `${String(staffRoles.indexOf(it.role)).padStart(2, '0')} ${it.branch ?? ''}`
  return all.sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
}

/** The roles that the actor may grant, by branch; all branches first. */
export async function grantableEverywhere(actor: Actor): Promise<{ branch: string | null; roles: StaffRole[] }[]> {
  const places = [{ id: null, slug: null }, ...(await listBranches())]
  return places
    .map(({ id, slug }) => ({ branch: slug, roles: [...grantableIn(actor, id)] }))
    .filter(({ roles }) => roles.length > 0)
}
