import 'server-only'
import { type BranchRecord, kindOf, type ServicePointRecord } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { PlaceDto, QueueSnapshot } from '../contract'
import { aheadInLine } from '../order-of-call'
import { inLine, orderOfCall, withClass } from './order-of-call'
import type { QueueDayRow } from './queue-day'

const waitingShown = Prisma.raw('500')
const missedShown = 8
const callsShown = Prisma.raw('8')

type AtHandRow = { code: string; state: string; servicePointId: string | null; since: string | null }
type CallRow = { id: string; code: string; action: string; at: string; servicePointId: string }
type WaitingRow = { code: string; class: string; from: number }
type LineRow = { serviceId: string; waiting: WaitingRow[] | null; atHand: AtHandRow[] | null; calls: CallRow[] | null }

/** The business day, and the time for which the order of call is computed. */
export type Moment = { businessDate: string; at: Date }

/** Where a call leads. */
export function presentPlace({ slug, label, floor, directions }: ServicePointRecord): PlaceDto {
  return { slug, label, floor, directions }
}

/**
 * The contents of the snapshots of several queues, in one statement over partial indexes, independent of the size of
 * the history. Its limits are constants, and the ids are JSON, whose length the planner does not look at: PostgreSQL then
 * plans it once per connection, not each time, which took as long as running it.
 * A call is included as long as its ticket has not returned to a line since (undo, resume, transfer); one of the day before,
 * as long as its ticket, which was carried over, is at the point.
 */
async function readLines(
  tx: Tx,
  serviceIds: readonly string[],
  { businessDate, at }: Moment,
): Promise<Map<string, LineRow>> {
  const rows = await tx.$queryRaw<LineRow[]>`
    SELECT q.id AS "serviceId",
      (SELECT json_agg(it) FROM (
        SELECT t.code, t.class, extract(epoch FROM t.credit_from) AS from FROM ticket AS t ${withClass}
        WHERE ${inLine(Prisma.sql`q.id`, businessDate)} ORDER BY ${orderOfCall(at)} LIMIT ${waitingShown}
      ) AS it) AS waiting,
      (SELECT json_agg(it) FROM (
        SELECT t.code, t.state, t.service_point_id AS "servicePointId", coalesce(t.started_at, t.called_at) AS since
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

const utc = (time: string): string => new Date(time).toISOString()

function servingOf(
  rows: readonly AtHandRow[],
  points: ReadonlyMap<string, ServicePointRecord>,
): QueueSnapshot['serving'] {
  return rows.flatMap(({ code, state, servicePointId, since }) => {
    const point = servicePointId === null ? undefined : points.get(servicePointId)
    if (!point || !since || (state !== 'called' && state !== 'in_service')) return []
    return [{ code, state, servicePoint: point.slug, since: utc(since) }]
  })
}

function callsOf(rows: readonly CallRow[], points: ReadonlyMap<string, ServicePointRecord>): QueueSnapshot['calls'] {
  return rows.flatMap(({ id, code, action, at, servicePointId }) => {
    const point = points.get(servicePointId)
    if (!point) return []
    return [{ id, code, kind: action === 'recall' ? 'recall' : 'call', at: utc(at), goTo: presentPlace(point) }]
  })
}

function codesIn(rows: readonly AtHandRow[], state: string): string[] {
  return rows.filter((row) => row.state === state).map((row) => row.code)
}

function snapshotOf(branch: BranchRecord, businessDate: string, day: QueueDayRow, line: LineRow): QueueSnapshot {
  const service = branch.services.find((it) => it.id === day.serviceId)
  if (!service) throw new Error(`queue ${day.serviceId} does not belong to this branch`)
  const points = new Map(branch.servicePoints.map((it) => [it.id, it]))
  const atHand = line.atHand ?? []
  const waiting = line.waiting ?? []
  return {
    service: service.slug,
    name: service.name,
    branch: branch.slug,
    businessDate,
    version: day.version,
    counts: {
      issued: day.lastSequence,
      waiting: day.waiting,
      called: day.called,
      inService: day.inService,
      onHold: day.onHold,
      missed: day.missed,
      served: day.served,
      cancelled: day.cancelled,
    },
    averageWaitMinutes: day.waited === 0 ? null : Math.round(day.waitSeconds / day.waited / 6) / 10,
    waiting: waiting.map(({ code }) => code),
    ahead: aheadInLine(waiting.map((it) => ({ kind: kindOf(branch, it.class), creditFrom: it.from }))),
    serving: servingOf(atHand, points),
    onHold: codesIn(atHand, 'on_hold'),
    missed: codesIn(atHand, 'missed').slice(0, missedShown),
    calls: callsOf(line.calls ?? [], points),
  }
}

/**
 * The public state of queues, by their ids, read in the transaction that changed (and so locked) their days. One statement.
 */
export async function buildSnapshots(
  tx: Tx,
  branch: BranchRecord,
  moment: Moment,
  days: readonly QueueDayRow[],
): Promise<Map<string, QueueSnapshot>> {
  if (days.length === 0) return new Map()
  const ids = days.map((day) => day.serviceId)
  const lines = await readLines(tx, ids, moment)
  return new Map(
    days.map((day) => {
      const none = { serviceId: day.serviceId, waiting: null, atHand: null, calls: null }
      return [day.serviceId, snapshotOf(branch, moment.businessDate, day, lines.get(day.serviceId) ?? none)]
    }),
  )
}
