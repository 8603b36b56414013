import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/branch-directory'
import type { Origin } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { config } from '@/lib/server/config/config'
import { db } from '@/lib/server/db/client'
import type { SignInMethod, Staff } from '@/lib/server/identity/actor'
import { openSession } from '@/lib/server/identity/session'
import { consume } from '@/lib/server/limits'
import { AppError } from '@/lib/shared/errors'
import { permissions, roleMay, type StaffRole } from '@/lib/shared/permissions'
import type { SessionDto } from '../contract'
import { verifyPassword } from './password'

type Person = Pick<Staff, 'username' | 'displayName' | 'roles' | 'method' | 'mustChangePassword' | 'expiresAt'>

/** Who is signed in, and what they may do. */
export async function presentSession(person: Person): Promise<SessionDto> {
  const { username, displayName, roles, method, mustChangePassword, expiresAt } = person
  const slugOf = async (id: string | null): Promise<string | null> =>
    id === null ? null : (await findBranchById(id)).slug
  const held = await Promise.all(roles.map(async ({ role, branchId }) => ({ role, branch: await slugOf(branchId) })))
  const branches = new Set(held.map((it) => it.branch))
  return {
    username,
    displayName,
    roles: held,
    permissions: permissions.filter((permission) => roles.some(({ role }) => roleMay(role, permission))),
    branch: branches.size === 1 ? ([...branches][0] ?? null) : null,
    method,
    mustChangePassword,
    expiresAt: expiresAt.toISOString(),
  }
}

/** The session of a signed-in member of staff. Throws `not_signed_in`. */
export async function getSession(staff: Staff | null): Promise<SessionDto> {
  if (!staff) throw new AppError('not_signed_in')
  return presentSession(staff)
}

/** The request of somebody who signs in, as far as it is kept. */
export type Circumstances = { address: string; userAgent: string; origin: Origin }

/** Opens a session for an account whose proof was accepted, in one transaction with its audit. */
export async function enter(
  account: { id: string; username: string; displayName: string; mustChangePassword: boolean },
  method: SignInMethod,
  { address, userAgent, origin }: Circumstances,
  now: Date,
): Promise<{ session: SessionDto; cookie: string }> {
  return db().$transaction(async (tx) => {
    const { id: accountId, username, displayName, mustChangePassword } = account
    const held = await tx.roleAssignment.findMany({ where: { accountId } })
    const roles = held.map(({ role, branchId }) => ({ role: role as StaffRole, branchId }))
    const opened = await openSession(tx, { accountId, method, deviceId: null, userAgent, address }, now)
    const { sessionId, cookie, expiresAt } = opened
    const person = { username, displayName, roles, method, mustChangePassword, expiresAt }
    const actor = { ...person, kind: 'staff' as const, accountId, sessionId, version: 1, deviceId: null }
    const change = { action: 'session.open', subject: { type: 'account', id: accountId }, after: { method } }
    await closeTransaction(tx, { branchId: null, events: [], audit: [{ ...change, actor, origin, at: now }] })
    return { session: await presentSession(person), cookie }
  })
}

/**
 * Signs in and answers the session with its cookie. Tries count before the password is looked at, by account and address
 * and by address alone. Throws `too_many_requests` and `wrong_credentials` (the same for an unknown name).
 */
export async function signIn(
  input: { username: string; password: string },
  from: Circumstances,
  now: Date,
): Promise<{ session: SessionDto; cookie: string }> {
  const username = input.username.trim().toLowerCase()
  const { signInPerMinute, signInPerAddressPerMinute } = config().limits
  await consume('sign-in-address', signInPerAddressPerMinute, from.address)
  await consume('sign-in', signInPerMinute, `${username}|${from.address}`)
  const account = await db().account.findUnique({ where: { username } })
  const isRight = await verifyPassword(account?.passwordHash ?? null, input.password)
  if (!account || !isRight || account.status !== 'active') throw new AppError('wrong_credentials')
  return enter(account, 'password', from, now)
}
