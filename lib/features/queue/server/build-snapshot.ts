import 'server-only'
import type { BranchRecord, ServicePointRecord, ServiceRecord } from '@/lib/features/branches/server/branch-directory'
import type { Tx } from '@/lib/server/db/client'
import type { PlaceDto, QueueSnapshot } from '../contract'
import type { QueueDayRow } from './queue-day'

const waitingShown = 500
const missedShown = 8
const callsShown = 8

type AtHandRow = { code: string; state: string; servicePointId: string | null; since: Date | null }
type CallRow = { id: string; code: string; action: string; at: Date; servicePointId: string }

/** Where a call leads. */
export function presentPlace({ slug, label, floor, directions }: ServicePointRecord): PlaceDto {
  return { slug, label, floor, directions }
}

async function readAtHand(tx: Tx, serviceId: string, businessDate: string): Promise<AtHandRow[]> {
  return tx.$queryRaw`
    SELECT code, state, service_point_id AS "servicePointId", coalesce(started_at, called_at) AS since
    FROM ticket
    WHERE service_id = ${serviceId}::uuid AND business_date = ${businessDate}::date
      AND state IN ('called', 'in_service', 'on_hold', 'missed')
    ORDER BY called_at DESC NULLS LAST, credit_from, sequence LIMIT 300`
}

/** A call counts while its ticket has not gone back into a line since (undo, resume, transfer). */
async function readCalls(tx: Tx, serviceId: string, businessDate: string): Promise<CallRow[]> {
  return tx.$queryRaw`
    SELECT r.id, t.code, r.action, r.at, r.service_point_id AS "servicePointId"
    FROM ticket_transition r JOIN ticket t ON t.id = r.ticket_id
    WHERE r.service_id = ${serviceId}::uuid AND r.business_date = ${businessDate}::date AND r.action IN ('call', 'recall')
      AND r.at >= t.called_at AND r.service_point_id IS NOT NULL
    ORDER BY r.at DESC LIMIT ${callsShown}::int`
}

async function readWaiting(tx: Tx, serviceId: string, businessDate: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    SELECT code FROM ticket
    WHERE service_id = ${serviceId}::uuid AND business_date = ${businessDate}::date AND state = 'waiting'
    ORDER BY priority, credit_from, sequence LIMIT ${waitingShown}::int`
  return rows.map((row) => row.code)
}

function servingOf(
  rows: readonly AtHandRow[],
  points: ReadonlyMap<string, ServicePointRecord>,
): QueueSnapshot['serving'] {
  return rows.flatMap(({ code, state, servicePointId, since }) => {
    const point = servicePointId === null ? undefined : points.get(servicePointId)
    if (!point || !since || (state !== 'called' && state !== 'in_service')) return []
    return [{ code, state, servicePoint: point.slug, since: since.toISOString() }]
  })
}

function codesIn(rows: readonly AtHandRow[], state: string): string[] {
  return rows.filter((row) => row.state === state).map((row) => row.code)
}

/**
 * The public state of a queue, read in the transaction that changed (and so locked) its day. Three queries, each over
 * a partial index, whatever the size of the history.
 */
export async function buildSnapshot(
  tx: Tx,
  branch: BranchRecord,
  service: ServiceRecord,
  businessDate: string,
  day: QueueDayRow,
): Promise<QueueSnapshot> {
  const points = new Map(branch.servicePoints.map((it) => [it.id, it]))
  const waiting = day.waiting > 0 ? await readWaiting(tx, service.id, businessDate) : []
  const atHand =
    day.called + day.inService + day.onHold + day.missed > 0 ? await readAtHand(tx, service.id, businessDate) : []
  const calls = day.waited > 0 ? await readCalls(tx, service.id, businessDate) : []
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
    waiting,
    serving: servingOf(atHand, points),
    onHold: codesIn(atHand, 'on_hold'),
    missed: codesIn(atHand, 'missed').slice(0, missedShown),
    calls: calls.flatMap((call) => {
      const point = points.get(call.servicePointId)
      if (!point) return []
      const kind = call.action === 'recall' ? 'recall' : 'call'
      return [{ id: call.id, code: call.code, kind, at: call.at.toISOString(), goTo: presentPlace(point) }]
    }),
  }
}
