import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { Permission, Role } from '@/lib/shared/permissions'
import { roleMay } from '@/lib/shared/permissions'

/** The browser or the secret link of somebody without an account. */
export type Visitor = {
  kind: 'visitor'
  visitorId: string
  /** It came without a cookie: the id was made for this request. */
  firstContact: boolean
  /** The secret of a visit it holds, if it sent one. */
  visitToken: string | null
}

/** A signed-in member of staff. */
export type Staff = {
  kind: 'staff'
  accountId: string
  sessionId: string
  username: string
  displayName: string
  role: Role
  /** The only branch it may work in; null for all. */
  branchId: string | null
  expiresAt: Date
}

export type Actor = Visitor | Staff

/** Who a stored answer belongs to. */
export function subjectOf(actor: Actor): string {
  if (actor.kind === 'staff') return `account:${actor.accountId}`
  return actor.visitToken && actor.firstContact ? `visit:${actor.visitToken}` : `visitor:${actor.visitorId}`
}

/** Throws `not_allowed` unless a member of staff has `permission` in `branchId`. */
export function assertStaffCan(actor: Actor, permission: Permission, branchId: string): asserts actor is Staff {
  if (actor.kind !== 'staff') throw new AppError('not_signed_in')
  const here = actor.branchId === null || actor.branchId === branchId
  if (!here || !roleMay(actor.role, permission)) throw new AppError('not_allowed')
}
