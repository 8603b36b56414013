import { generateSync } from 'otplib'
import { hashPassword, hashPin } from '@/lib/features/accounts/server/password'
import { newSecret } from '@/lib/features/accounts/server/second-factor'
import { signIn } from '@/lib/features/accounts/server/sign-in/sign-in'
import type { SignInRequest } from '@/lib/features/accounts/server/sign-in/sign-in-request'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { pairedDeviceOf } from '@/lib/server/identity/device'
import { staffOf } from '@/lib/server/identity/session'
import { newId } from '@/lib/shared/ids'
import type { StaffRole } from '@/lib/shared/permissions'
import { makeDevice } from './device-factory'

/** The password of every account made here. */
export const password = 'blue-kettle-7781-river'
/** A PIN that is not trivial. */
export const pin = '390517'

type Place = Pick<BranchRecord, 'id'> | null
type Wish = { roles?: readonly (readonly [StaffRole, Place])[]; secondFactor?: boolean; pin?: string; status?: string }

export type MadeAccount = { id: string; username: string; codeAt: (at: Date) => string }

let hashed: Promise<string> | null = null
let addresses = 0

/** The code shown by the authenticator app at a time. */
export function codeOf(secret: string, at: Date): string {
  return generateSync({ secret, epoch: Math.floor(at.getTime() / 1_000) })
}

/** Creates an account that can sign in; by default a clerk in a branch. */
export async function makeAccount(wish: Wish = {}): Promise<MadeAccount> {
  const { roles = [['clerk', null]], secondFactor = false, status = 'active' } = wish
  const id = newId()
  const username = `u-${id.slice(-12)}`
  const { secret, sealed } = newSecret(id, username)
  hashed ??= hashPassword(password)
  const factor = secondFactor ? { totpSecretSealed: sealed, totpConfirmedAt: new Date() } : {}
  const pinHash = wish.pin === undefined ? null : await hashPin(wish.pin)
  await db().account.create({
    data: {
      ...{ id, username, displayName: username, passwordHash: await hashed, status, pinHash },
      ...factor,
      roles: { create: roles.map(([role, branch]) => ({ id: newId(), role, branchId: branch?.id ?? null })) },
    },
  })
  return { id, username, codeAt: (at) => codeOf(secret, at) }
}

/** A browser with these cookies, at its own address. */
export function browser(cookies: readonly string[] = [], more: Partial<SignInRequest> = {}): SignInRequest {
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  const origin = { network: '192.0.2.0/24', requestId: newId() }
  const headers = new Headers(cookie === '' ? {} : { cookie })
  return { address: `address-${++addresses}`, userAgent: 'test', origin, headers, tablet: null, ...more }
}

/** A paired tablet of a branch, as a browser that sends its cookie and optionally others. */
export async function makeTablet(branch: BranchRecord): Promise<(cookies?: readonly string[]) => SignInRequest> {
  const own = (await makeDevice(branch, 'tablet')).headers
  const tablet = await pairedDeviceOf(own)
  return (cookies = []) => browser([own.get('cookie') ?? '', ...cookies], { tablet })
}

/** Signs in with the password, and returns the cookies. */
export async function signInWithPassword(
  { username }: Pick<MadeAccount, 'username'>,
  from = browser(),
  now = new Date(),
  code?: string,
): Promise<string[]> {
  return (await signIn({ username, password, code }, from, now)).cookies
}

/** The member of staff that the server recognises from these cookies. */
export function seen(cookies: readonly string[], now = new Date()): Promise<Staff | null> {
  return staffOf(browser(cookies).headers, now)
}

/** The audit entries of sessions that ended because of another sign-in on the same device. */
export async function takeoversOf(id: string): Promise<{ session: string; by: string | null }[]> {
  const where = { subjectId: id, action: 'session.end', after: { path: ['why'], equals: 'sign_in' } }
  const rows = await db().auditEntry.findMany({ where, orderBy: { seq: 'asc' } })
  return rows.map(({ after, actorId }) => ({ session: (after as { session: string }).session, by: actorId }))
}

/** The audit entries of an account, oldest first. */
export async function auditOf(id: string): Promise<{ action: string; after: unknown; actorKind: string }[]> {
  const rows = await db().auditEntry.findMany({ where: { subjectId: id }, orderBy: [{ at: 'asc' }, { seq: 'asc' }] })
  return rows.map(({ action, after, actorKind }) => ({ action, after, actorKind }))
}
