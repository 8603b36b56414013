import 'server-only'
import { closingAt } from '@/lib/features/branches/opening-hours'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import type { LinesNow, PointNow } from '@/lib/features/estimates/situation'
import { businessMinute } from '@/lib/shared/time'
import type { TicketState } from '../contract'
import { byOrderOfCall, type PriorityClass } from '../order-of-call'
import { isAtHand } from '../rules'
import type { LineRow, Moment } from './read-lines'

/** The services that share service points with these, directly or through others, and themselves. */
export function servicesAround(branch: BranchRecord, serviceIds: readonly string[]): string[] {
  const found = new Set(serviceIds)
  const open = branch.servicePoints.filter(({ status }) => status === 'open')
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const point of open)
      if (point.serviceIds.some((id) => found.has(id))) for (const id of point.serviceIds) found.add(id)
  }
  return [...found]
}

function pointsNow(branch: BranchRecord, lines: ReadonlyMap<string, LineRow>): PointNow[] {
  const current = new Map<string, PointNow['current']>()
  for (const [line, { atHand }] of lines) {
    for (const { state, servicePointId, calledAt, staff } of atHand ?? []) {
      if (servicePointId === null || calledAt === null || !isAtHand(state as TicketState)) continue
      current.set(servicePointId, { line, calledAt: Date.parse(calledAt), staff })
    }
  }
  return branch.servicePoints
    .filter(({ status, serviceIds }) => status === 'open' && serviceIds.some((id) => lines.has(id)))
    .map(({ id, serviceIds }) => ({ id, lines: serviceIds, current: current.get(id) ?? null }))
}

const none: PriorityClass = { kind: 'ordinary', creditMinutes: 0, ratePercent: 100 }

function peopleNow({ classes }: BranchRecord, lines: ReadonlyMap<string, LineRow>, at: Date): LinesNow['people'] {
  const bySlug = new Map(classes.map((it) => [it.slug, it]))
  const people = [...lines].flatMap(([line, { waiting }]) =>
    (waiting ?? []).map(({ id, class: slug, sequence, from, since }) => {
      const order = { class: bySlug.get(slug) ?? none, creditFrom: Math.round(from * 1_000), sequence, id }
      return { id, line, since: since * 1_000, order }
    }),
  )
  const compare = byOrderOfCall(at.getTime())
  // One line is in order already.
  return lines.size === 1 ? people : people.sort((one, other) => compare(one.order, other.order))
}

/** Lines that share service points, as the estimates look at them. */
export function linesNow(
  branch: BranchRecord,
  lines: ReadonlyMap<string, LineRow>,
  { businessDate, at }: Moment,
): LinesNow {
  return {
    at: at.getTime(),
    minute: businessMinute(at, branch),
    day: businessDate,
    lines: branch.services
      .filter(({ id }) => lines.has(id))
      .map(({ id, typicalMinutes, hours }) => {
        return { id, typicalMinutes, closesAt: closingAt(hours, at, branch.timeZone)?.getTime() ?? null }
      }),
    points: pointsNow(branch, lines),
    people: peopleNow(branch, lines, at),
  }
}
