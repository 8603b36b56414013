import 'server-only'
import { randomBytes } from 'node:crypto'
import { newId } from '@/lib/shared/ids'
import type { AuditChange } from '../audit/entry'
import { config } from '../config/config'
import { seal, sha256 } from '../crypto'
import { db, type Tx } from '../db/client'
import type { Prisma } from '../generated/prisma/client'
import type { HeaderReader } from '../http/http-request'
import { isIdle } from './activity'
import { rolesHeld, type SignInMethod, type Staff } from './actor'
import { cookieLine, readSecret, secretCookieLine } from './cookies'
import { remembered } from './credential-cache'

/** The cached form of a session: plain JSON. */
type Remembered = Omit<Staff, 'expiresAt'> & { expiresAt: number; seenAt: number }

/** A session to open. `address` is stored sealed and shown to the account's owner. */
export type NewSession = {
  accountId: string
  method: SignInMethod
  deviceId: string | null
  userAgent: string
  address: string
}

/** The place that the sealed address of a session is bound to. */
export const sessionPlace = (id: string): string => `session.address:${id}`

const keyOf = (tokenHash: Uint8Array): string => `session:${Buffer.from(tokenHash).toString('base64')}`

/** Selects sessions that are neither ended nor expired; idle ones are included. */
export function validAt(now: Date) {
  return {
    revokedAt: null,
    expiresAt: { gt: now },
    account: { status: 'active' },
    OR: [{ deviceId: null }, { device: { revokedAt: null } }],
  } satisfies Prisma.SessionWhereInput
}

async function load(tokenHash: Buffer, now: Date): Promise<Remembered | null> {
  const session = await db().session.findUnique({
    where: { tokenHash: new Uint8Array(tokenHash), ...validAt(now) },
    include: { account: { include: { roles: true } } },
  })
  if (!session) return null
  const { account } = session
  return {
    kind: 'staff',
    accountId: account.id,
    sessionId: session.id,
    username: account.username,
    displayName: account.displayName,
    roles: rolesHeld(account.roles),
    version: account.version,
    mustChangePassword: account.mustChangePassword,
    method: session.method as SignInMethod,
    deviceId: session.deviceId,
    expiresAt: session.expiresAt.getTime(),
    seenAt: session.seenAt.getTime(),
  }
}

/** The hash of a request's session secret, valid or not; null without one. */
export function sessionHashOf(headers: HeaderReader): Buffer | null {
  const sent = readSecret(headers, 'dawr_session')
  return sent && sha256(sent.secret)
}

/** The member of staff who sent a request, or null. No query while the session is cached. */
export async function staffOf(headers: HeaderReader, now: Date): Promise<Staff | null> {
  const sent = readSecret(headers, 'dawr_session')
  if (!sent?.isOurs) return null
  const hash = sha256(sent.secret)
  const found = await remembered(keyOf(hash), () => load(hash, now))
  if (!found || found.expiresAt <= now.getTime() || isIdle(found.sessionId, found.seenAt, now)) return null
  const { seenAt: _, expiresAt, ...staff } = found
  return { ...staff, expiresAt: new Date(expiresAt) }
}

/** Opens a session; returns its `Set-Cookie` line and expiry. Only a hash of the secret is stored. */
export async function openSession(
  tx: Tx,
  it: NewSession,
  now: Date,
): Promise<{ sessionId: string; cookie: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const seconds = config().sessions.hours * 3_600
  const [id, expiresAt] = [newId(), new Date(now.getTime() + seconds * 1_000)]
  const { accountId, method, deviceId, userAgent, address } = it
  await tx.session.create({
    data: {
      id,
      tokenHash: new Uint8Array(sha256(token)),
      accountId,
      method,
      deviceId,
      userAgent: userAgent.slice(0, 200),
      addressSealed: seal(address, sessionPlace(id)),
      createdAt: now,
      seenAt: now,
      expiresAt,
    },
  })
  return { sessionId: id, cookie: secretCookieLine('dawr_session', token, seconds), expiresAt }
}

/** Selects sessions by account, device, id or hash of the secret; `except` is left out. */
export type WhichSessions = {
  accountId?: string
  deviceId?: string
  id?: string
  tokenHash?: Uint8Array
  except?: string
}

function where({ accountId, deviceId, id, tokenHash, except }: WhichSessions) {
  return {
    ...(accountId && { accountId }),
    ...(deviceId && { deviceId }),
    ...(tokenHash && { tokenHash: new Uint8Array(tokenHash) }),
    AND: [...(id ? [{ id }] : []), ...(except ? [{ id: { not: except } }] : [])],
    revokedAt: null,
  }
}

/** The keys of sessions in the credential cache, to invalidate after a commit that changes their rights. */
export async function credentialKeys(tx: Tx, which: WhichSessions): Promise<string[]> {
  const rows = await tx.session.findMany({ where: where(which), select: { tokenHash: true } })
  return rows.map((row) => keyOf(row.tokenHash))
}

/** Ended sessions: the cache keys to invalidate after the commit, and the sessions that were still valid. */
export type EndedSessions = { keys: string[]; open: { id: string; accountId: string }[] }

/** Ends sessions, including expired ones. */
export async function endSessions(tx: Tx, which: WhichSessions, now: Date): Promise<EndedSessions> {
  const select = { id: true, accountId: true, tokenHash: true, seenAt: true, expiresAt: true }
  const rows = await tx.session.updateManyAndReturn({ where: where(which), data: { revokedAt: now }, select })
  const open = rows.filter((it) => it.expiresAt > now && !isIdle(it.id, it.seenAt.getTime(), now))
  return {
    keys: rows.map((it) => keyOf(it.tokenHash)),
    open: open.map(({ id, accountId }) => ({ id, accountId })),
  }
}

/** The audit entries of sessions that ended through another change: the owner of each, and why. */
export function endings({ open }: EndedSessions, why: 'sign_in' | 'device_revoked'): AuditChange[] {
  return open.map(({ id: session, accountId: id }) => ({
    action: 'session.end',
    subject: { type: 'account', id },
    after: { session, why },
  }))
}

/** The `Set-Cookie` line that removes a session's cookie. */
export function noSessionCookie(): string {
  return cookieLine('dawr_session', '', 0)
}
