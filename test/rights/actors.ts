import { randomBytes } from 'node:crypto'
import { hashPassword } from '@/lib/features/accounts/server/password'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { sha256 } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { type DeviceKind, deviceCookie } from '@/lib/server/identity/device'
import { openSession } from '@/lib/server/identity/session'
import { signAccessToken } from '@/lib/server/identity/software'
import { visitorCookie } from '@/lib/server/identity/visitor'
import { newId } from '@/lib/shared/ids'
import { type Permission, roleMay, type StaffRole, softwareScopes, staffRoles } from '@/lib/shared/permissions'
import { makeStaff } from '@/prisma/factories/people-factory'

/** An actor: its credentials, and its expected rights, stated independently of the code. */
export type Asker = {
  name: string
  kind: 'visitor' | 'staff' | 'device' | 'software'
  headers: Readonly<Record<string, string>>
  /** Expected permissions, in one branch or in `all`. */
  allowed: readonly Permission[]
  branch: string
  /** The account or browser of the actor, for which objects are created. */
  id: string
  /** The browser that takes the turns that all actors then request. */
  isOwner?: boolean
  /** Holds only the secret link of each visit. */
  byLink?: boolean
  mustChangePassword?: boolean
  device?: DeviceKind
  /** Sends an invalid Bearer token. */
  badBearer?: boolean
}

const cookieOf = (line: string): string => line.split(';')[0] ?? ''
const nobody = { kind: 'visitor', headers: {}, allowed: [], branch: 'none' } as const

function visitor(name: string, isOwner: boolean): Asker {
  const id = newId()
  return { ...nobody, name, id, headers: { cookie: cookieOf(visitorCookie(id)) }, isOwner }
}

const allowedTo = (role: 'display' | 'kiosk' | StaffRole): Permission[] =>
  (
    [
      ...softwareScopes,
      'staff.manage',
      'device.manage',
      'software.manage',
      'branch.manage',
      'person.erase',
      'job.manage',
    ] as readonly Permission[]
  ).filter((it) => roleMay(role, it))

/** A wrong password, for endpoints that require it again. */
const somePassword = hashPassword('the password of everybody in this test')

type Branch = Pick<BranchRecord, 'id'> | null

/** A signed-in actor. */
export async function staff(name: string, role: StaffRole, branch: Branch): Promise<Asker> {
  const { accountId, sessionId } = await makeStaff(branch, role)
  await db().session.delete({ where: { id: sessionId } })
  await db().account.update({ where: { id: accountId }, data: { passwordHash: await somePassword } })
  const it = { accountId, method: 'password', deviceId: null, userAgent: 'matrix', address: '192.0.2.1' } as const
  const { cookie } = await db().$transaction((tx) => openSession(tx, it, new Date()))
  const held = { allowed: allowedTo(role), branch: branch?.id ?? 'all' }
  return { name, kind: 'staff', headers: { cookie: cookieOf(cookie) }, id: accountId, ...held }
}

/** A member of staff whose account or session was changed after signing in. */
async function formerly(name: string, branch: Branch, change: (accountId: string) => Promise<unknown>): Promise<Asker> {
  const { headers, id } = await staff(name, 'administrator', branch)
  await change(id)
  return { ...nobody, name, headers, id }
}

async function device(name: string, kind: DeviceKind, branchId: string, by: string, revoked = false): Promise<Asker> {
  const token = randomBytes(32).toString('base64url')
  const [id, tokenHash] = [newId(), new Uint8Array(sha256(token))]
  const data = { id, branchId, kind, label: name, tokenHash, pairedById: by, revokedAt: revoked ? new Date() : null }
  await db().device.create({ data })
  const headers = { cookie: cookieOf(deviceCookie(token)) }
  if (revoked) return { ...nobody, name, headers, id }
  if (kind === 'tablet') return { ...nobody, name, headers, id, device: kind }
  return { name, kind: 'device', headers, id, allowed: allowedTo(kind), branch: branchId, device: kind }
}

type TokenWish = {
  scopes: readonly Permission[]
  branchId: string | null
  by: string
  expiresAt?: Date
  revoked?: boolean
}

async function software(name: string, { scopes, branchId, by, expiresAt, revoked }: TokenWish): Promise<Asker> {
  const id = newId()
  const end = expiresAt ?? new Date(Date.now() + 3_600_000)
  const [secretHash, revokedAt] = [new Uint8Array(32), revoked ? new Date() : null]
  await db().apiToken.create({
    data: { id, branchId, name, scopes: [...scopes], secretHash, createdById: by, expiresAt: end, revokedAt },
  })
  const headers = { authorization: `Bearer ${await signAccessToken(id, new Date())}` }
  if (revoked || expiresAt) return { ...nobody, name, headers, id, badBearer: true }
  return { name, kind: 'software', headers, id, allowed: scopes, branch: branchId ?? 'all' }
}

/** Every kind of actor; those with a branch belong to `home`. */
export async function makeAskers(home: BranchRecord): Promise<Asker[]> {
  const owner = await staff('an owner of all branches', 'owner', null)
  const by = owner.id
  const update = (data: { status: 'inactive' }) => (id: string) => db().account.update({ where: { id }, data })
  const inSession = (data: object) => (accountId: string) => db().session.updateMany({ where: { accountId }, data })
  const roles = await Promise.all(staffRoles.map((role) => staff(role, role, home)))
  const renewing = await staff('an administrator who must choose a new password', 'administrator', home)
  await db().account.update({ where: { id: renewing.id }, data: { mustChangePassword: true } })
  return [
    { ...nobody, name: 'nobody known', id: newId() },
    visitor('the visitor', true),
    visitor('another visitor', false),
    { ...nobody, name: 'the holder of the secret link', id: newId(), byLink: true },
    { ...nobody, name: 'the holder of a made-up link', id: newId(), headers: { 'x-visit-token': 'A'.repeat(22) } },
    { ...nobody, name: 'a forged session', id: newId(), headers: { cookie: `dawr_session=${'A'.repeat(43)}` } },
    {
      ...nobody,
      name: 'a forged bearer',
      id: newId(),
      headers: { authorization: 'Bearer e30.e30.e30' },
      badBearer: true,
    },
    ...roles,
    owner,
    await staff('an administrator of all branches', 'administrator', null),
    await staff('a clerk of all branches', 'clerk', null),
    { ...renewing, mustChangePassword: true },
    await formerly('somebody signed out', home, inSession({ revokedAt: new Date() })),
    await formerly('somebody whose session is over', home, inSession({ expiresAt: new Date(Date.now() - 1_000) })),
    await formerly('somebody deactivated', home, update({ status: 'inactive' })),
    await device('a hall screen', 'display', home.id, by),
    await device('a kiosk', 'kiosk', home.id, by),
    await device('a tablet', 'tablet', home.id, by),
    await device('a revoked kiosk', 'kiosk', home.id, by, true),
    await software('a program with every scope', { scopes: softwareScopes, branchId: home.id, by }),
    await software('a program that sees the board', { scopes: ['board.read'], branchId: home.id, by }),
    await software('a program that reads the audit', { scopes: ['audit.read'], branchId: home.id, by }),
    await software('a program of all branches', { scopes: softwareScopes, branchId: null, by }),
    await software('a revoked program', { scopes: softwareScopes, branchId: null, by, revoked: true }),
    await software('an expired program', { scopes: softwareScopes, branchId: null, by, expiresAt: new Date(1_000) }),
  ]
}

/** Whether an actor holds a permission in a branch; without one, in any. */
export function isAllowed({ allowed, branch }: Asker, permission: Permission, branchId?: string): boolean {
  return allowed.includes(permission) && (branchId === undefined || branch === 'all' || branch === branchId)
}
