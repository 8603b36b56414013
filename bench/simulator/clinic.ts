import type { Random } from '@/scripts/demo/random'
import type { Kind } from './kinds'
import type { PlannedPoint } from './log'

export type Line = { id: string; visit: number; typical: number; share: number }

/** A clinic that lasts for many days: its rooms, its staff, and what its visitors are like. */
export type Clinic = {
  kind: Kind
  lines: readonly Line[]
  points: readonly PlannedPoint[]
  /** The time of a member of staff as a multiple of the line's. */
  speed: ReadonlyMap<string, number>
  load: number
  noShow: number
  priority: number
  booked: number
  again: number
}

/** A number with the standard normal distribution. */
export function normal({ next }: Random): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

/** A waiting time without memory. */
export function exponential({ next }: Random, mean: number): number {
  return -mean * Math.log(1 - next())
}

export const openAt = 8 * 60
export const closeAt = 14 * 60

const whole = (random: Random, [low, high]: readonly [number, number]): number =>
  Math.floor(random.between(low, high + 1))
const toFive = (minutes: number): number => 5 * Math.round(minutes / 5)

function drawBreaks(random: Random, kind: Kind, index: number, count: number): PlannedPoint['breaks'] {
  const length = (): number => toFive(random.between(...kind.breakMinutes))
  const spacing = (closeAt - openAt - 120) / kind.breaks
  return Array.from({ length: kind.breaks }, (_, i) => {
    const isCommon = kind.commonBreak && i === kind.breaks - 1
    const phase = isCommon ? 0.7 : (index + 0.5) / count
    const from = toFive(openAt + 60 + spacing * (i + phase))
    return { from, until: from + length() }
  })
}

/** Which lines a point serves: all points serve the only line; of several lines each point serves two. */
function linesOf(lines: readonly Line[], index: number): string[] {
  return lines.filter((_, i) => lines.length < 3 || i !== index % lines.length).map(({ id }) => id)
}

/** Draws a clinic of a kind. */
export function drawClinic(random: Random, kind: Kind): Clinic {
  const lines = Array.from({ length: kind.lines }, (_, i) => {
    const visit = random.between(...kind.visit)
    return {
      id: `line-${i}`,
      visit,
      typical: Math.round(visit * random.between(...kind.typicalOff)),
      share: random.between(0.6, 1.4),
    }
  })
  const count = whole(random, kind.points)
  const points = Array.from({ length: count }, (_, i) => ({
    id: `point-${i}`,
    staff: `staff-${i}`,
    lines: linesOf(lines, i),
    from: openAt,
    // Of three or more, one goes earlier; the others stay until the last visitor.
    until: count > 2 && i === count - 1 ? closeAt - 90 : Infinity,
    breaks: drawBreaks(random, kind, i, count),
  }))
  return {
    kind,
    lines,
    points,
    speed: new Map(points.map(({ staff }) => [staff, Math.exp(kind.staffSpread * normal(random))])),
    load: random.between(...kind.load),
    noShow: random.between(...kind.noShow),
    priority: random.between(...kind.priority),
    booked: random.between(...kind.booked),
    again: random.between(...kind.again),
  }
}
