import 'server-only'
import { randomBytes } from 'node:crypto'
import { newId } from '@/lib/shared/ids'
import type { Role } from '@/lib/shared/permissions'
import type { Staff } from './actor'
import { config } from './config/config'
import { cookieLine, cookieName, readCookie } from './cookies'
import { sha256 } from './crypto'
import { db } from './db/client'
import { singleton } from './singleton'

const absoluteHours = 12
/** Only a single process may remember a session: it is told of every change. Several ask the database each time. */
const cacheMs = (): number => (config().redisUrl ? 0 : 2_000)
const cacheSize = 5_000

type Entry = { staff: Staff | null; until: number }
const cache = (): Map<string, Entry> => singleton('sessions', () => new Map())

async function load(tokenHash: Buffer, now: Date): Promise<Staff | null> {
  const session = await db().session.findUnique({
    where: {
      tokenHash: new Uint8Array(tokenHash),
      revokedAt: null,
      expiresAt: { gt: now },
      account: { status: 'active' },
    },
    include: { account: true },
  })
  if (!session) return null
  return {
    kind: 'staff',
    accountId: session.accountId,
    sessionId: session.id,
    username: session.account.username,
    displayName: session.account.displayName,
    role: session.account.role as Role,
    branchId: session.account.branchId,
    expiresAt: session.expiresAt,
  }
}

/** The member of staff behind a session secret, or null. */
async function staffOfToken(token: string | null, now: Date): Promise<Staff | null> {
  if (!token) return null
  const hash = sha256(token)
  const key = hash.toString('base64')
  const known = cache().get(key)
  if (known && known.until > now.getTime()) return known.staff
  const staff = await load(hash, now)
  if (cache().size >= cacheSize) cache().clear()
  cache().set(key, { staff, until: now.getTime() + cacheMs() })
  return staff
}

/** The member of staff who sent a request, or null. */
export function staffOf(headers: Headers, now: Date): Promise<Staff | null> {
  return staffOfToken(readCookie(headers.get('cookie'), cookieName('dawr_session')), now)
}

/** Opens a session for an account and answers its `Set-Cookie` line and its end. The secret is kept only as a hash. */
export async function openSession(accountId: string, now: Date): Promise<{ cookie: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + absoluteHours * 3_600_000)
  const tokenHash = new Uint8Array(sha256(token))
  await db().session.create({ data: { id: newId(), tokenHash, accountId, createdAt: now, seenAt: now, expiresAt } })
  return { cookie: cookieLine('dawr_session', token, absoluteHours * 3_600), expiresAt }
}

/** Ends a session at once. Answers the `Set-Cookie` line that removes it. */
export async function revokeSession(sessionId: string, now: Date): Promise<string> {
  await db().session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: now } })
  for (const [key, entry] of cache()) if (entry.staff?.sessionId === sessionId) cache().delete(key)
  return cookieLine('dawr_session', '', 0)
}

/** Of these sessions, the ones that are still good. One query. */
export async function stillGood(sessionIds: readonly string[], now: Date): Promise<Set<string>> {
  const rows = await db().session.findMany({
    where: { id: { in: [...sessionIds] }, revokedAt: null, expiresAt: { gt: now }, account: { status: 'active' } },
    select: { id: true },
  })
  return new Set(rows.map((row) => row.id))
}
