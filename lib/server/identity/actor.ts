import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { type DeviceRole, isForInstallation, type Permission, roleMay, type StaffRole } from '@/lib/shared/permissions'
import { sha256 } from '../crypto'

/** A person without an account, known by browser cookie or secret link. */
export type Visitor = {
  kind: 'visitor'
  visitorId: string
  /** Sent without a cookie: the id was generated for this request. */
  firstContact: boolean
  /** The secret of a visit, if the request carries one. */
  visitToken: string | null
}

/** A role in one branch, or in all when `branchId` is null. */
export type RoleHeld = { role: StaffRole; branchId: string | null }

/** How a session was opened. */
export type SignInMethod = 'password' | 'password_totp' | 'recovery_code' | 'pin' | 'set_up'

/** A signed-in member of staff. */
export type Staff = {
  kind: 'staff'
  accountId: string
  sessionId: string
  username: string
  displayName: string
  roles: readonly RoleHeld[]
  /** The account's version: raised whenever its permissions change. */
  version: number
  mustChangePassword: boolean
  method: SignInMethod
  /** The enrolled tablet that it was opened on. */
  deviceId: string | null
  expiresAt: Date
}

/** A hall screen or a kiosk. A staff tablet alone is not an actor: see `device.ts`. */
export type Device = { kind: 'device'; deviceId: string; role: DeviceRole; branchId: string; label: string }

/** Another program with a token. */
export type Software = {
  kind: 'software'
  tokenId: string
  name: string
  scopes: readonly Permission[]
  branchId: string | null
  expiresAt: Date
}

export type Actor = Visitor | Staff | Device | Software

/** Roles from database rows; a constraint guarantees that their names are known. */
export function rolesHeld(rows: readonly { role: string; branchId: string | null }[]): RoleHeld[] {
  return rows.map(({ role, branchId }) => ({ role: role as StaffRole, branchId }))
}

/** A holder of permissions: an actor, or a set of roles. */
export type Holder = Exclude<Actor, Staff> | Pick<Staff, 'kind' | 'roles'>

/** An actor with its own permissions: every kind except visitors. */
export type Principal = Exclude<Actor, Visitor>

/** The id of an actor in the audit and in limits. */
export function idOf(actor: Actor): string {
  if (actor.kind === 'staff') return actor.accountId
  if (actor.kind === 'device') return actor.deviceId
  return actor.kind === 'software' ? actor.tokenId : actor.visitorId
}

/** Whether the request came with neither a visitor cookie nor a secret link: only its answer can identify the visitor. */
export function isFirstContact(actor: Actor): actor is Visitor {
  return actor.kind === 'visitor' && actor.firstContact && !actor.visitToken
}

/** The owner of a stored answer. */
export function subjectOf(actor: Actor): string {
  if (actor.kind === 'staff') return `account:${actor.accountId}`
  if (actor.kind !== 'visitor') return `${actor.kind}:${idOf(actor)}`
  return actor.visitToken && actor.firstContact
    ? `visit:${sha256(actor.visitToken).toString('base64url')}`
    : `visitor:${actor.visitorId}`
}

/**
 * Whether `permission` is held in `branchId`; without one, whether it is held anywhere. A permission of the
 * installation must be held in all branches.
 */
export function may(actor: Holder, permission: Permission, branchId?: string): boolean {
  if (isForInstallation(permission)) return mayEverywhere(actor, permission)
  const covers = (held: string | null): boolean => branchId === undefined || held === null || held === branchId
  if (actor.kind === 'staff') return actor.roles.some((it) => covers(it.branchId) && roleMay(it.role, permission))
  if (actor.kind === 'device') return covers(actor.branchId) && roleMay(actor.role, permission)
  return actor.kind === 'software' && covers(actor.branchId) && actor.scopes.includes(permission)
}

/** Whether a permission is held in all branches. */
export function mayEverywhere(actor: Holder, permission: Permission): boolean {
  if (actor.kind === 'staff') return actor.roles.some((it) => it.branchId === null && roleMay(it.role, permission))
  return actor.kind === 'software' && actor.branchId === null && actor.scopes.includes(permission)
}

/** Whether a permission is held for an object of `branchId`; for an object without a branch it must be held in all. */
export function mayIn(actor: Holder, permission: Permission, branchId: string | null): boolean {
  return branchId === null ? mayEverywhere(actor, permission) : may(actor, permission, branchId)
}

/** The branches in which a permission is held: ids, or `all`. */
export function branchesWhere(actor: Actor, permission: Permission): 'all' | readonly string[] {
  if (mayEverywhere(actor, permission)) return 'all'
  if (actor.kind === 'staff')
    return [...new Set(actor.roles.flatMap((it) => (it.branchId && roleMay(it.role, permission) ? [it.branchId] : [])))]
  return actor.kind !== 'visitor' && actor.branchId && may(actor, permission) ? [actor.branchId] : []
}

/** Throws `not_signed_in` for visitors, and `not_allowed` unless `permission` is held in `branchId`. */
export function assertCan(actor: Actor, permission: Permission, branchId: string): asserts actor is Principal {
  if (actor.kind === 'visitor') throw new AppError('not_signed_in')
  if (!may(actor, permission, branchId)) throw new AppError('not_allowed')
}

/** Like `assertCan`, for members of staff only: refuses devices and programs. */
export function assertStaffCan(actor: Actor, permission: Permission, branchId: string): asserts actor is Staff {
  assertCan(actor, permission, branchId)
  if (actor.kind !== 'staff') throw new AppError('not_allowed')
}

/** Throws `not_signed_in` unless the actor is a member of staff. */
export function assertStaff(actor: Actor): asserts actor is Staff {
  if (actor.kind !== 'staff') throw new AppError('not_signed_in')
}

/** The source of a stream's permissions: while it is valid in this version, they have not changed. */
export type Credential = { kind: 'session' | 'device' | 'token'; id: string; version: number; expiresAt: Date | null }

/** The credential behind an actor; null for visitors. */
export function credentialOf(actor: Actor): Credential | null {
  if (actor.kind === 'staff')
    return { kind: 'session', id: actor.sessionId, version: actor.version, expiresAt: actor.expiresAt }
  if (actor.kind === 'device') return { kind: 'device', id: actor.deviceId, version: 1, expiresAt: null }
  return actor.kind === 'software' ? { kind: 'token', id: actor.tokenId, version: 1, expiresAt: actor.expiresAt } : null
}
