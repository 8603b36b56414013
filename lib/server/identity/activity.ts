import 'server-only'
import { config } from '../config/config'
import { db } from '../db/client'
import { singleton } from '../singleton'

/** Written to the database at most once in this time; elsewhere a session may look so much older than it is. */
export const flushMs = 60_000

/** When each session was last used in this process, until it is written down. */
const seen = (): Map<string, number> => singleton('activity', () => new Map())

/** Notes that somebody did something just now. Costs no query. */
export function noteActivity(sessionId: string, now: Date): void {
  seen().set(sessionId, now.getTime())
}

/** Whether a session that was last seen, as far as was written down, at `writtenAt` has been left alone for too long. */
export function isIdle(sessionId: string, writtenAt: number, now: Date): boolean {
  const last = Math.max(writtenAt, seen().get(sessionId) ?? 0)
  return now.getTime() - last > config().sessions.idleMinutes * 60_000 + 2 * flushMs
}

/** Writes down when the sessions of this process were last used. */
export async function writeActivity(): Promise<void> {
  const all = [...seen()]
  if (all.length === 0) return
  await db().$executeRaw`
    UPDATE session AS s SET seen_at = GREATEST(s.seen_at, it.at)
    FROM unnest(${all.map(([id]) => id)}::uuid[], ${all.map(([, at]) => new Date(at).toISOString())}::timestamptz[]) AS it (id, at)
    WHERE s.id = it.id`
  for (const [id, at] of all) if (seen().get(id) === at) seen().delete(id)
}
