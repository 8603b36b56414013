import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/public'
import { config } from '@/lib/server/config/config'
import type { Tx } from '@/lib/server/db/client'
import { noteActivity } from '@/lib/server/identity/activity'
import { may, type Staff } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { permissions } from '@/lib/shared/permissions'
import type { SessionDto } from '../../contract'

type Person = Pick<Staff, 'username' | 'displayName' | 'roles' | 'method' | 'mustChangePassword' | 'expiresAt'>

/** The signed-in person and their permissions. */
export async function presentSession(person: Person, tx?: Tx): Promise<SessionDto> {
  const { username, displayName, roles, method, mustChangePassword, expiresAt } = person
  const slugOf = async (id: string | null): Promise<string | null> =>
    id === null ? null : (await findBranchById(id, tx)).slug
  const held = await Promise.all(roles.map(async ({ role, branchId }) => ({ role, branch: await slugOf(branchId) })))
  const branches = new Set(held.map((it) => it.branch))
  return {
    username,
    displayName,
    roles: held,
    permissions: permissions.filter((permission) => may({ kind: 'staff', roles }, permission)),
    branch: branches.size === 1 ? ([...branches][0] ?? null) : null,
    method,
    mustChangePassword,
    expiresAt: expiresAt.toISOString(),
    idleMinutes: config().sessions.idleMinutes,
  }
}

/** The session of a signed-in member of staff; counts as activity. Throws `not_signed_in`. */
export async function getSession(staff: Staff | null, now: Date): Promise<SessionDto> {
  if (!staff) throw new AppError('not_signed_in')
  noteActivity(staff.sessionId, now)
  return presentSession(staff)
}
