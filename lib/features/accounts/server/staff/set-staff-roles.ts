import 'server-only'
import { revokeUncoveredTokens } from '@/lib/features/software/server/public'
import type { Tx } from '@/lib/server/db/client'
import type { RoleHeld } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { StaffRole } from '@/lib/shared/permissions'
import { changeStaff, ensuringOwnerRemains } from './change-staff'
import { mayEdit, mayGrant, rolesOf, seesRole, withSlugs } from './staff-rights'

type Body = { roles: { role: StaffRole; branch: string | null }[]; reason?: string | undefined; version: number }

const isSame = (one: RoleHeld, other: RoleHeld): boolean => one.role === other.role && one.branchId === other.branchId
const without = (all: readonly RoleHeld[], some: readonly RoleHeld[]): RoleHeld[] =>
  all.filter((it) => !some.some((other) => isSame(it, other)))

/** Roles in the notation of the audit: `manager@main`, in all branches `owner@*`. */
export async function listed(roles: readonly RoleHeld[], tx: Tx): Promise<string[]> {
  return (await withSlugs(roles, tx)).map(({ role, branch }) => `${role}@${branch ?? '*'}`)
}

/**
 * Replaces the roles of an account that the actor may see; other roles stay. The actor must be allowed to grant each
 * added or removed role; only owners change owners, and raising the own role is refused. Revokes API tokens of the account
 * that the remaining roles do not cover. Throws `not_allowed`, `last_owner`, `unknown_branch`.
 */
export const setStaffRoles = changeStaff<Body>({ partly: true }, async (tx, row, { actor, input, now }) => {
  const wanted = await rolesOf(actor, input.body.roles, tx)
  const shown = row.roles.filter((it) => seesRole(actor, it))
  const [added, removed] = [without(wanted, shown), without(shown, wanted)]
  const after = [...without(row.roles, removed), ...added]
  const changed = [...added, ...removed]
  const isTheirs = changed.length > 0 ? changed.every((it) => mayGrant(actor, it)) : mayEdit(actor, row.roles)
  const isOwnerAbove = row.roles.some((it) => it.role === 'owner' && !mayGrant(actor, it))
  const raisesOneself = row.id === actor.accountId && added.length > 0
  if (isOwnerAbove || raisesOneself || !isTheirs) throw new AppError('not_allowed')
  if (after.length === 0) throw new AppError('invalid_input', {}, [{ path: 'roles', reason: 'too_small' }])
  const write = async (): Promise<void> => {
    for (const { role, branchId } of removed)
      await tx.roleAssignment.deleteMany({ where: { accountId: row.id, role, branchId } })
    await tx.roleAssignment.createMany({ data: added.map((it) => ({ ...it, id: newId(), accountId: row.id })) })
  }
  if (removed.some((it) => it.role === 'owner' && it.branchId === null)) await ensuringOwnerRemains(tx, write)
  else await write()
  const tokens = await revokeUncoveredTokens(tx, { accountId: row.id, roles: after }, now)
  return {
    change: {
      action: 'account.set_roles',
      before: { roles: await listed(row.roles, tx) },
      after: { roles: await listed(after, tx), ...tokens.after },
      reason: input.body.reason ?? null,
    },
    roles: after,
    invalidated: tokens.invalidated,
  }
})
