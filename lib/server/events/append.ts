import 'server-only'
import type { Tx } from '../db/client'
import type { EventBatch, NewEvent } from './event'

/**
 * Writes events at the end of a transaction. The clock row stays locked until commit, so the numbers are dense and in
 * commit order: call this last, and nothing slow after it.
 */
export async function appendEvents(tx: Tx, branchId: string, events: readonly NewEvent[]): Promise<EventBatch> {
  const bodies = events.map((event) => JSON.stringify(event.body))
  const rows = await tx.$queryRaw<{ epoch: string; last: bigint }[]>`
    WITH clock AS (
      UPDATE branch_clock SET seq = seq + ${events.length}::int WHERE branch_id = ${branchId}::uuid RETURNING epoch, seq
    ), written AS (
      INSERT INTO event_log (branch_id, seq, topic, type, body)
      SELECT ${branchId}::uuid, clock.seq - ${events.length}::int + e.place, e.topic, e.type, e.body::jsonb
      FROM clock, unnest(${events.map((e) => e.topic)}::text[], ${events.map((e) => e.type)}::text[], ${bodies}::text[])
        WITH ORDINALITY AS e (topic, type, body, place)
    )
    SELECT epoch, seq AS last FROM clock`
  const clock = rows[0]
  if (!clock) throw new Error(`branch ${branchId} has no clock`)
  const first = Number(clock.last) - events.length + 1
  return {
    branchId,
    epoch: clock.epoch,
    events: events.map((event, i) => ({
      seq: first + i,
      topic: event.topic,
      type: event.type,
      json: bodies[i] ?? 'null',
    })),
  }
}
