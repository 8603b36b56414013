import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { enterLocks } from '@/lib/server/db/lock-order'
import { TransientError } from '@/lib/server/db/retry'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { isAtHand, type TicketFields } from '../rules'
import { addToDays, type DayChange, type QueueDayRow, queueDayRowOf, type StoredQueueDay } from './queue-day'
import { addToHistory, type NewTransition } from './record-transitions'
import { fieldsOf } from './ticket-row'

/** A changed ticket; `version` is the one before the change. */
export type TicketUpdate = { id: string; version: number; after: TicketFields }

/** The content of one statement. `inserted` is a CTE that adds tickets. */
export type Rows = {
  inserted?: Prisma.Sql
  updated?: readonly TicketUpdate[]
  transitions: readonly NewTransition[]
  days: readonly DayChange[]
  businessDate: string
}

const isAtPoint = ({ after }: TicketUpdate): boolean => isAtHand(after.state)

function updateTickets(name: Prisma.Sql, updates: readonly TicketUpdate[], after: Prisma.Sql): Prisma.Sql {
  const rows = updates.map(({ id, version, after: fields }) => ({ id, version, ...fieldsOf(fields) }))
  // The array makes PostgreSQL look up the tickets: it takes the rows of JSON for a hundred.
  return Prisma.sql`${name} AS (
    UPDATE ticket AS t SET state = it.state, service_id = it."serviceId", moved_from_id = it."movedFromId", service_point_id = it."servicePointId",
      served_by_id = it."servedById", call_count = it."callCount", credit_from = it."creditFrom", line_since = it."lineSince", called_at = it."calledAt",
      started_at = it."startedAt", ended_at = it."endedAt", version = t.version + 1
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it (id uuid, version int, state text, "serviceId" uuid, "movedFromId" uuid,
      "servicePointId" uuid, "servedById" uuid, "callCount" smallint, "creditFrom" timestamptz, "lineSince" timestamptz, "calledAt" timestamptz,
      "startedAt" timestamptz, "endedAt" timestamptz)
    WHERE t.id = it.id AND t.id = ANY (${rows.map((row) => row.id)}::uuid[]) AND t.version = it.version ${after} RETURNING t.id
  )`
}

/** No visitor is called or served with two tickets; the same statement ends those in `leaving`. */
const isFree = (leaving: readonly TicketUpdate[]): Prisma.Sql => Prisma.sql`AND NOT EXISTS (
    SELECT 1 FROM ticket AS o WHERE o.visit_id = t.visit_id AND o.id <> t.id AND o.state IN ('called', 'in_service')
      AND NOT o.id = ANY (${leaving.map((it) => it.id)}::uuid[]))`

/** CTEs `released` and `placed`: tickets that leave a service point are written before those that take one. */
function updateParts(updates: readonly TicketUpdate[]): Prisma.Sql[] {
  const leaving = updates.filter((it) => !isAtPoint(it))
  const coming = updates.filter(isAtPoint)
  const released = updateTickets(Prisma.sql`released`, leaving, Prisma.empty)
  const then = leaving.length > 0 ? Prisma.sql`AND (SELECT count(*) FROM released) >= 0` : Prisma.empty
  const placed = updateTickets(Prisma.sql`placed`, coming, Prisma.sql`${isFree(leaving)} ${then}`)
  return [...(leaving.length > 0 ? [released] : []), ...(coming.length > 0 ? [placed] : [])]
}

function countOf(updates: readonly TicketUpdate[]): Prisma.Sql {
  const names = [...(updates.every(isAtPoint) ? [] : ['released']), ...(updates.some(isAtPoint) ? ['placed'] : [])]
  return Prisma.raw(names.map((name) => `(SELECT count(*) FROM ${name})`).join(' + ') || '0')
}

/**
 * Writes tickets, their history and the counters of their queues, whose days are locked, in one statement. Returns the
 * current days. Throws `TransientError` when the version of a ticket is not the one that was decided on, or when its holder
 * was called elsewhere before the visit was locked.
 */
export async function writeRows(tx: Tx, rows: Rows): Promise<Map<string, QueueDayRow>> {
  enterLocks(tx, 'ticket')
  const { inserted, updated = [], transitions, days, businessDate } = rows
  const parts = [
    ...(inserted ? [inserted] : []),
    ...updateParts(updated),
    addToHistory(transitions),
    addToDays(businessDate, days),
  ]
  const written = await tx.$queryRaw<(StoredQueueDay & { updated: bigint })[]>`
    WITH ${Prisma.join(parts)} SELECT days.*, ${countOf(updated)}::bigint AS updated FROM days`
  if (written.length !== days.length) throw new Error('a queue day that was locked is gone')
  if (Number(written[0]?.updated ?? 0) !== updated.length) throw new TransientError()
  return new Map(written.map(({ updated: _, ...day }) => [day.serviceId, queueDayRowOf(day)]))
}
