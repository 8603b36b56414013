import 'server-only'
import { config } from '../config/config'
import { db } from '../db/client'
import { log } from '../log'
import { singleton } from '../singleton'

/** Written to the database at most once in this time; elsewhere a session may look so much older than it is. */
const flushMs = 60_000

type Notes = { last: Map<string, number>; writtenAt: number }

/** When each session was last used in this process, until it is written down. */
const notes = (): Notes => singleton('activity', () => ({ last: new Map(), writtenAt: Date.now() }))

/** Notes that somebody did something just now. Costs the request no query. */
export function noteActivity(sessionId: string, now: Date): void {
  const { last, writtenAt } = notes()
  last.set(sessionId, now.getTime())
  // A host without a minute of its own (`next start`) writes when somebody is there.
  if (Date.now() - writtenAt < 2 * flushMs) return
  writeActivity().catch((error: unknown) => {
    log().warn({ reason: (error as Error).message }, 'activity was not written')
  })
}

/** When a session was last used, as far as this process knows, given what was written down. */
export function lastActivity(sessionId: string, writtenAt: number): number {
  return Math.max(writtenAt, notes().last.get(sessionId) ?? 0)
}

/** A session that was written to be seen before this has been left alone for too long, whichever process it used. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - config().sessions.idleMinutes * 60_000 - 2 * flushMs)
}

/** Whether a session that was last seen, as far as was written down, at `writtenAt` has been left alone for too long. */
export function isIdle(sessionId: string, writtenAt: number, now: Date): boolean {
  return lastActivity(sessionId, writtenAt) < idleSince(now).getTime()
}

/** Writes down when the sessions of this process were last used. */
export async function writeActivity(): Promise<void> {
  const it = notes()
  it.writtenAt = Date.now()
  const all = [...it.last]
  if (all.length === 0) return
  await db().$executeRaw`
    UPDATE session AS s SET seen_at = GREATEST(s.seen_at, it.at)
    FROM unnest(${all.map(([id]) => id)}::uuid[], ${all.map(([, at]) => new Date(at).toISOString())}::timestamptz[]) AS it (id, at)
    WHERE s.id = it.id`
  for (const [id, at] of all) if (it.last.get(id) === at) it.last.delete(id)
}
