import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/branch-directory'
import type { Staff } from '@/lib/server/actor'
import { config } from '@/lib/server/config/config'
import { db } from '@/lib/server/db/client'
import { consume } from '@/lib/server/limits'
import { openSession } from '@/lib/server/session'
import { AppError } from '@/lib/shared/errors'
import { permissions, type Role, roleMay } from '@/lib/shared/permissions'
import type { SessionDto } from '../contract'
import { verifyPassword } from './password'

type Person = { username: string; displayName: string; role: Role; branchId: string | null; expiresAt: Date }

/** Who is signed in, and what they may do. */
export async function presentSession(person: Person): Promise<SessionDto> {
  const { username, displayName, role, branchId, expiresAt } = person
  return {
    username,
    displayName,
    role,
    permissions: permissions.filter((permission) => roleMay(role, permission)),
    branch: branchId === null ? null : (await findBranchById(branchId)).slug,
    expiresAt: expiresAt.toISOString(),
  }
}

/** The session of a signed-in member of staff. Throws `not_signed_in`. */
export async function getSession(staff: Staff | null): Promise<SessionDto> {
  if (!staff) throw new AppError('not_signed_in')
  return presentSession(staff)
}

/**
 * Signs in and answers the session with its cookie. Tries count before the password is looked at, by account and address
 * and by address alone. Throws `too_many_requests` and `wrong_credentials` (the same for an unknown name).
 */
export async function signIn(
  input: { username: string; password: string },
  address: string,
  now: Date,
): Promise<{ session: SessionDto; cookie: string }> {
  const username = input.username.trim().toLowerCase()
  const { signInPerMinute, signInPerAddressPerMinute } = config().limits
  await consume('sign-in-address', signInPerAddressPerMinute, address)
  await consume('sign-in', signInPerMinute, `${username}|${address}`)
  const account = await db().account.findUnique({ where: { username } })
  const isRight = await verifyPassword(account?.passwordHash ?? null, input.password)
  if (!account || !isRight || account.status !== 'active') throw new AppError('wrong_credentials')
  const { cookie, expiresAt } = await openSession(account.id, now)
  return { session: await presentSession({ ...account, role: account.role as Role, expiresAt }), cookie }
}
