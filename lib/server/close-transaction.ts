import 'server-only'
import { appendAudit } from './audit/append'
import { installationChain, type NewAuditEntry } from './audit/entry'
import type { Tx } from './db/client'
import { enterLocks } from './db/lock-order'
import type { EventBatch, NewEvent } from './events/event'
import { Prisma } from './generated/prisma/client'
import { keepAnswers, type StoredAnswer } from './idempotency'

/**
 * The changes of a transaction: in one branch, or without a branch (then without events), and the answers of the
 * commands that made them.
 */
export type Closing = {
  branchId: string | null
  events: readonly NewEvent[]
  audit: readonly NewAuditEntry[]
  answers?: readonly StoredAnswer[]
}

/** The events are one parameter of JSON: PostgreSQL plans arrays, whose lengths it looks at, anew each time. */
function appendEvents(branchId: string, events: readonly NewEvent[], bodies: readonly string[]): Prisma.Sql {
  const rows = events.map(({ topic, type }, i) => ({ topic, type, body: bodies[i] }))
  return Prisma.sql`
    clock AS (
      UPDATE branch_clock SET seq = seq + ${events.length}::int WHERE branch_id = ${branchId}::uuid RETURNING epoch, seq
    ), written AS (
      INSERT INTO event_log (branch_id, seq, topic, type, body)
      SELECT ${branchId}::uuid, clock.seq - ${events.length}::int + e.place, e.topic, e.type, e.body::jsonb
      FROM clock, ROWS FROM (json_to_recordset(${JSON.stringify(rows)}::json) AS (topic text, type text, body text))
        WITH ORDINALITY AS e (topic, type, body, place)
    )`
}

// A commit may follow at once, so a missing row fails in the statement itself: division by zero.
const newestEvent = Prisma.sql`(SELECT epoch FROM clock) AS epoch, (SELECT seq FROM clock) AS last,
  1 / (SELECT count(*) FROM clock)`
const noEvent = Prisma.sql`'' AS epoch, 0::bigint AS last`
const hasChain = Prisma.sql`1 / (SELECT count(*) FROM chain)`

/**
 * Writes the answers, the events and the audit of a transaction in one statement, its last. The rows of the clock and
 * the chain stay locked until the commit, so the numbers are dense and in commit order: nothing slow may follow.
 * Returns the numbered events, or null when there are none.
 */
export async function closeTransaction(
  tx: Tx,
  { branchId, events, audit, answers = [] }: Closing,
): Promise<EventBatch | null> {
  if (events.length === 0 && audit.length === 0 && answers.length === 0) return null
  if (events.length > 0 && branchId === null) throw new Error('an event without a branch')
  enterLocks(tx, 'closing')
  const bodies = events.map((event) => JSON.stringify(event.body))
  const kept = answers.length > 0 ? [keepAnswers(answers)] : []
  const clock = branchId !== null && events.length > 0 ? [appendEvents(branchId, events, bodies)] : []
  const chain =
    audit.length > 0 ? [appendAudit(branchId ?? installationChain, audit, clock.length > 0 ? 'clock' : null)] : []
  const parts = [...kept, ...clock, ...chain]
  const rows = await tx.$queryRaw<{ epoch: string; last: bigint }[]>`
    WITH ${Prisma.join(parts)} SELECT ${clock.length > 0 ? newestEvent : noEvent}, ${chain.length > 0 ? hasChain : Prisma.sql`1`}`
  const row = rows[0]
  if (!row) throw new Error('a closing statement without a row')
  if (branchId === null || events.length === 0) return null
  const first = Number(row.last) - events.length + 1
  const logged = events.map(({ topic, type }, i) => ({ seq: first + i, topic, type, json: bodies[i] ?? 'null' }))
  return { branchId, epoch: row.epoch, events: logged }
}
