import 'server-only'
import { db } from '../db/client'
import { idleSince } from './activity'
import type { Credential } from './actor'
import { validAt } from './session'

/** A text that identifies a credential and its version. */
export const credentialName = ({ kind, id, version }: Credential): string => `${kind}:${id}@${version}`

async function goodSessions(ids: readonly string[], now: Date): Promise<string[]> {
  const rows = await db().session.findMany({
    where: { id: { in: [...ids] }, seenAt: { gte: idleSince(now) }, ...validAt(now) },
    select: { id: true, account: { select: { version: true } } },
  })
  return rows.map((row) => `session:${row.id}@${row.account.version}`)
}

async function goodDevices(ids: readonly string[]): Promise<string[]> {
  const rows = await db().device.findMany({ where: { id: { in: [...ids] }, revokedAt: null }, select: { id: true } })
  return rows.map((row) => `device:${row.id}@1`)
}

async function goodTokens(ids: readonly string[], now: Date): Promise<string[]> {
  const where = { id: { in: [...ids] }, revokedAt: null, expiresAt: { gt: now } }
  const rows = await db().apiToken.findMany({ where, select: { id: true } })
  return rows.map((row) => `token:${row.id}@1`)
}

/** The names of those credentials that are still valid with the same rights. One query per kind. */
export async function validCredentials(credentials: readonly Credential[], now: Date): Promise<Set<string>> {
  const idsOf = (kind: Credential['kind']): string[] => [
    ...new Set(credentials.flatMap((it) => (it.kind === kind ? [it.id] : []))),
  ]
  const [sessions, devices, tokens] = [idsOf('session'), idsOf('device'), idsOf('token')]
  const found = await Promise.all([
    sessions.length > 0 ? goodSessions(sessions, now) : [],
    devices.length > 0 ? goodDevices(devices) : [],
    tokens.length > 0 ? goodTokens(tokens, now) : [],
  ])
  const good = new Set(found.flat())
  const isLate = (it: Credential): boolean => it.expiresAt !== null && it.expiresAt <= now
  return new Set(
    credentials
      .filter((it) => !isLate(it))
      .map(credentialName)
      .filter((name) => good.has(name)),
  )
}
