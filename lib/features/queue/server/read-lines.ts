import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { inLine, orderOfCall, withClass } from './order-of-call'

const waitingShown = Prisma.raw('500')
const callsShown = Prisma.raw('8')

export type AtHandRow = {
  code: string
  state: string
  servicePointId: string | null
  since: string | null
  calledAt: string | null
  staff: string | null
}
export type CallRow = { id: string; code: string; action: string; at: string; servicePointId: string }
/** `from`: the start of the waiting time that the order of call counts, `since`: of the wait for the next call; in seconds. */
export type WaitingRow = { id: string; code: string; class: string; sequence: number; from: number; since: number }
/** What a snapshot shows of a queue. */
export type LineRow = {
  serviceId: string
  waiting: WaitingRow[] | null
  atHand: AtHandRow[] | null
  calls: CallRow[] | null
}

/** The business day, and the time for which the order of call is computed. */
export type Moment = { businessDate: string; at: Date }

/**
 * The contents of the snapshots of several queues, in one statement over partial indexes, independent of the size of
 * the history. Its limits are constants, and the ids are JSON, whose length the planner does not look at: PostgreSQL then
 * plans it once per connection, not each time, which took as long as running it.
 * A call is included as long as its ticket has not returned to a line since (undo, resume, transfer); one of the day before,
 * as long as its ticket, which was carried over, is at the point.
 */
export async function readLines(
  tx: Tx,
  serviceIds: readonly string[],
  { businessDate, at }: Moment,
): Promise<Map<string, LineRow>> {
  const rows = await tx.$queryRaw<LineRow[]>`
    SELECT q.id AS "serviceId",
      (SELECT json_agg(it) FROM (
        SELECT t.id, t.code, t.class, t.sequence, extract(epoch FROM t.credit_from) AS from,
          extract(epoch FROM coalesce(t.line_since, t.credit_from)) AS since
        FROM ticket AS t ${withClass}
        WHERE ${inLine(Prisma.sql`q.id`, businessDate)} ORDER BY ${orderOfCall(at)} LIMIT ${waitingShown}
      ) AS it) AS waiting,
      (SELECT json_agg(it) FROM (
        SELECT t.code, t.state, t.service_point_id AS "servicePointId", coalesce(t.started_at, t.called_at) AS since,
          t.called_at AS "calledAt", t.served_by_id AS staff
        FROM ticket AS t
        WHERE t.service_id = q.id AND t.business_date = ${businessDate}::date
          AND t.state IN ('called', 'in_service', 'on_hold', 'missed')
        ORDER BY t.called_at DESC NULLS LAST, t.credit_from, t.sequence LIMIT 300
      ) AS it) AS "atHand",
      (SELECT json_agg(it) FROM (
        (SELECT r.id, t.code, r.action, r.at, r.service_point_id AS "servicePointId"
        FROM ticket_transition AS r JOIN ticket AS t ON t.id = r.ticket_id
        WHERE r.service_id = q.id AND r.business_date = ${businessDate}::date AND r.action IN ('call', 'recall')
          AND r.at >= t.called_at AND r.service_point_id IS NOT NULL
        ORDER BY r.at DESC LIMIT ${callsShown})
        UNION ALL
        SELECT r.id, t.code, r.action, r.at, r.service_point_id
        FROM ticket AS t JOIN ticket_transition AS r ON r.ticket_id = t.id
        WHERE t.service_id = q.id AND t.business_date = ${businessDate}::date AND t.state IN ('called', 'in_service')
          AND r.service_id = q.id AND r.business_date = t.carried_from AND r.action IN ('call', 'recall')
          AND r.at >= t.called_at AND r.service_point_id IS NOT NULL
        ORDER BY at DESC LIMIT ${callsShown}
      ) AS it) AS calls
    FROM (SELECT it.id::uuid FROM json_array_elements_text(${JSON.stringify(serviceIds)}::json) AS it (id)) AS q`
  return new Map(rows.map((row) => [row.serviceId, row]))
}
