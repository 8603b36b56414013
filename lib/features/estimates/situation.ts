import { type Learned, type LineLearned, newLineLearned, type PointLearned, paceOn, staffKey } from './learned'
import { expectedOccupancy } from './line-habits'
import { paceOf } from './pace'
import { expectedWait, rangeOf, type Stated } from './ranges'
import { blendedMinutes } from './service-times'
import { type Absence, usualAway } from './usual-hours'
import { isServed, type Point, restOf, type Situation, virtualSchedule } from './virtual-schedule'

/** An open service point; `current`: who is called or in service there. */
export type PointNow = {
  id: string
  lines: readonly string[]
  current: { line: string; calledAt: number; staff: string | null } | null
}

/** Lines that share service points, as they are at a moment. */
export type LinesNow = {
  /** In milliseconds, as a minute of the business day, and that day. */
  at: number
  minute: number
  day: string
  /** `closesAt`: when the line closes by its hours, in milliseconds; null when that is not known. */
  lines: readonly { id: string; typicalMinutes: number; closesAt: number | null }[]
  points: readonly PointNow[]
  /**
   * Those who wait in all of the lines, in the order of call; `since`: the start of this wait, `chance`: 0 for somebody who
   * only might come.
   */
  people: readonly { id: string; line: string; since: number; chance?: number }[]
}

/** What a waiting person can be told: of the errors of first tellings, or of later ones. */
export type Telling = Stated & { expected: number; isFirst: boolean }

const minutesSince = (since: number, at: number): number => (at - since) / 60_000
/** How late a point is assumed to open, at least. */
const leastLate = 3

function lineOf({ lines }: LinesNow, learned: Learned, id: string): LineLearned {
  return learned.lines.get(id) ?? newLineLearned(lines.find((it) => it.id === id)?.typicalMinutes ?? 10)
}

function absenceOf({ current }: PointNow, point: PointLearned | undefined, now: LinesNow): Absence | null {
  if (current) return null
  if (point?.day !== now.day || point.state === 'absent') return { why: 'opening', atLeast: leastLate }
  if (point.state === 'open') return null
  const elapsed = minutesSince(point.since, now.at)
  return { why: 'break', atLeast: restOf({ minutes: point.pause.mean, elapsed }) }
}

/** In how many minutes the last of a point's lines closes; null when that is not known. */
function closingOf({ lines }: PointNow, now: LinesNow): number | null {
  const last = Math.max(...lines.map((line) => now.lines.find(({ id }) => id === line)?.closesAt ?? Infinity))
  return Number.isFinite(last) ? minutesSince(now.at, last) : null
}

function pointOf(it: PointNow, now: LinesNow, learned: Learned): Point {
  const { id, lines, current } = it
  const known = learned.points.get(id)
  const staff = current?.staff ?? (known?.day === now.day ? known.staff : null)
  const visit = (line: string): number => {
    const own = staff === null ? undefined : learned.staff.get(staffKey(line, staff))
    return paceOf(paceOn(own, now.day)) * blendedMinutes(lineOf(now, learned, line).times, own?.times ?? null)
  }
  const habits = (line: string) => lineOf(now, learned, line).habits
  return {
    id,
    minutes: Object.fromEntries(lines.map((line) => [line, expectedOccupancy(visit(line), habits(line))])),
    busy: current && {
      minutes: visit(current.line) + habits(current.line).handover.mean,
      elapsed: minutesSince(current.calledAt, now.at),
      line: current.line,
    },
    away: usualAway(known?.hours ?? [], now.minute, absenceOf(it, known, now) ?? { closesIn: closingOf(it, now) }),
  }
}

const hasClosed = ({ away: [first] }: Point): boolean => first?.why === 'closing' && first.from === -Infinity

/** The situation for the virtual schedule, of what is known and what was learned. */
export function situationOf(now: LinesNow, learned: Learned): Situation {
  return {
    points: now.points.map((it) => pointOf(it, now, learned)).filter((it) => !hasClosed(it)),
    entries: now.people.map(({ id, line, chance = 1 }) => ({ id, line, from: 0, chance })),
  }
}

/**
 * What everybody who waits can be told, in the order of `people`; null where nobody serves yet. Who has waited for longer
 * than is still expected is past half way, and is told of what was learned of later tellings.
 */
export function tellingsOf(now: LinesNow, learned: Learned): (Telling | null)[] {
  const situation = situationOf(now, learned)
  const starts = virtualSchedule(situation)
  const served = new Set(now.lines.filter(({ id }) => isServed(id, situation.points)).map(({ id }) => id))
  return now.people.map(({ line, since }, i) => {
    const scheduled = starts[i] ?? Infinity
    if (!served.has(line)) return null
    const isFirst = minutesSince(since, now.at) < scheduled
    const { first, later } = lineOf(now, learned, line)
    const ranges = isFirst ? first : later
    const [range, expected] = [rangeOf(ranges, scheduled), expectedWait(ranges, scheduled)]
    return range && expected !== null ? { scheduled, expected, range, isFirst } : null
  })
}

/** Whether the estimates of a line are hidden because they were bad. */
export function isHidden(learned: Learned, line: string): boolean {
  return learned.lines.get(line)?.trust.isHidden ?? false
}
