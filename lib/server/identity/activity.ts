import 'server-only'
import { config } from '../config/config'
import { db } from '../db/client'
import { log } from '../log'
import { singleton } from '../singleton'

/** Minimum time between writes to the database; to other processes a session may look this much older than it is. */
const flushMs = 60_000

type Notes = { last: Map<string, number>; writtenAt: number }

/** When each session was last used in this process, until it is written to the database. */
const notes = (): Notes => singleton('activity', () => ({ last: new Map(), writtenAt: Date.now() }))

/** Records the use of a session. Costs the request no query. */
export function noteActivity(sessionId: string, now: Date): void {
  const { last, writtenAt } = notes()
  last.set(sessionId, now.getTime())
  // A host without a timer for this (`next start`) writes during requests.
  if (Date.now() - writtenAt < 2 * flushMs) return
  writeActivity().catch((error: unknown) => {
    log().warn({ reason: (error as Error).message }, 'activity was not written')
  })
}

/** When a session was last used, as far as this process knows; `writtenAt` is the time in the database. */
export function lastActivity(sessionId: string, writtenAt: number): number {
  return Math.max(writtenAt, notes().last.get(sessionId) ?? 0)
}

/** Sessions whose stored time is before this are idle, in whichever process they were used. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - config().sessions.idleMinutes * 60_000 - 2 * flushMs)
}

/** Whether a session is idle; `writtenAt` is its last use in the database. */
export function isIdle(sessionId: string, writtenAt: number, now: Date): boolean {
  return lastActivity(sessionId, writtenAt) < idleSince(now).getTime()
}

/** Writes the last uses of sessions in this process to the database. */
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
