import 'server-only'
import { type BranchRecord, kindOf, type ServicePointRecord } from '@/lib/features/branches/server/public'
import type { WaitRange } from '@/lib/features/estimates/ranges'
import { learnedOf } from '@/lib/features/estimates/server/public'
import { isHidden, tellingsOf } from '@/lib/features/estimates/situation'
import type { Tx } from '@/lib/server/db/client'
import type { PlaceDto, QueueSnapshot } from '../contract'
import { aheadInLine } from '../order-of-call'
import { linesNow, servicesAround } from './lines-now'
import type { QueueDayRow } from './queue-day'
import { type AtHandRow, type CallRow, type LineRow, type Moment, readLines } from './read-lines'

const missedShown = 8

/** Where a call leads. */
export function presentPlace({ slug, label, floor, directions }: ServicePointRecord): PlaceDto {
  return { slug, label, floor, directions }
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

/**
 * What can be told to everybody who waits in these lines, by their tickets, and to who joins a line now, by its service; nothing
 * where the estimates were bad.
 */
function waitsIn(branch: BranchRecord, lines: ReadonlyMap<string, LineRow>, moment: Moment): Map<string, WaitRange> {
  const learned = learnedOf(branch.id)
  if (!learned) return new Map()
  const now = linesNow(branch, lines, moment)
  // Nobody who only might come delays anybody.
  const next = now.lines.map(({ id }) => ({ id, line: id, since: now.at, chance: 0 }))
  const people = [...now.people, ...next]
  const tellings = tellingsOf({ ...now, people }, learned)
  return new Map(
    people.flatMap(({ id, line }, i) => {
      const range = isHidden(learned, line) ? undefined : tellings[i]?.range
      return range ? [[id, range]] : []
    }),
  )
}

function delayOf(branch: BranchRecord, serviceId: string): QueueSnapshot['delay'] {
  const delay = learnedOf(branch.id)?.lines.get(serviceId)?.delay
  return delay ? { why: delay.reason, since: new Date(delay.since).toISOString() } : null
}

type Shown = { businessDate: string; line: LineRow; waits: ReadonlyMap<string, WaitRange> }

function snapshotOf(branch: BranchRecord, day: QueueDayRow, { businessDate, line, waits }: Shown): QueueSnapshot {
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
    waits: waiting.map(({ id }) => {
      const range = waits.get(id)
      return range ? [range.low, range.high] : null
    }),
    joinWait: waits.get(service.id) ?? null,
    delay: waiting.length > 0 ? delayOf(branch, service.id) : null,
    ahead: aheadInLine(waiting.map((it) => ({ kind: kindOf(branch, it.class), creditFrom: it.from }))).map(
      ({ emergency, booked, earlier }) => [emergency, booked, earlier],
    ),
    serving: servingOf(atHand, points),
    onHold: codesIn(atHand, 'on_hold'),
    missed: codesIn(atHand, 'missed').slice(0, missedShown),
    calls: callsOf(line.calls ?? [], points),
  }
}

/**
 * The public state of queues, by their ids, read in the transaction that changed (and so locked) their days. One
 * statement, which also reads the lines that share service points with them: their people come in between.
 */
export async function buildSnapshots(
  tx: Tx,
  branch: BranchRecord,
  moment: Moment,
  days: readonly QueueDayRow[],
): Promise<Map<string, QueueSnapshot>> {
  if (days.length === 0) return new Map()
  const ids = days.map((day) => day.serviceId)
  const lines = await readLines(tx, servicesAround(branch, ids), moment)
  const waits = waitsIn(branch, lines, moment)
  return new Map(
    days.map((day) => {
      const none = { serviceId: day.serviceId, waiting: null, atHand: null, calls: null }
      const shown = { businessDate: moment.businessDate, line: lines.get(day.serviceId) ?? none, waits }
      return [day.serviceId, snapshotOf(branch, day, shown)]
    }),
  )
}
