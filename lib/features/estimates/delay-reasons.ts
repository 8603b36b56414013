import { type Away, type Point, type Situation, virtualSchedule } from './virtual-schedule'

/** Why an expected start became later. */
export const delayReasons = ['late_opening', 'break', 'closing', 'long_visit', 'priority', 'slower'] as const
export type DelayReason = (typeof delayReasons)[number]

/** A delay that is told: how much later than was told before, and its main reasons, the largest first. */
export type Delay = { minutes: number; reasons: readonly DelayReason[] }

/** A delay is told when it is longer. */
const toldAbove = 10
/** A reason is named when the delay would be shorter by this share without it. */
const mainShare = 0.25

const whyOf: Partial<Record<DelayReason, Away['why']>> = {
  late_opening: 'opening',
  break: 'break',
  closing: 'closing',
}

/** Pauses as they were expected `elapsed` minutes ago, seen from now. */
function later(away: readonly Away[], elapsed: number): Away[] {
  return away.flatMap((pause) => {
    const begins = Math.max(pause.from, 0)
    if (begins >= elapsed) return [{ ...pause, from: pause.from - elapsed }]
    const minutes = pause.minutes - (elapsed - begins)
    return minutes > 0 ? [{ ...pause, from: -Infinity, minutes }] : []
  })
}

/** The pauses of now, with those of one kind as they were expected before. */
function awayAsBefore(why: Away['why'], now: readonly Away[], before: readonly Away[]): Away[] {
  const kept = now.filter((it) => it.why !== why)
  return [...kept, ...before.filter((it) => it.why === why)].sort((one, other) => one.from - other.from)
}

/** The point as if the visit there ended when it was expected to, be it minutes ago. */
function withVisitOnTime(point: Point): Point {
  if (!point.busy) return point
  const { minutes, elapsed } = point.busy
  return {
    ...point,
    busy: null,
    away: [{ why: 'opening', from: -Infinity, minutes: minutes - elapsed }, ...point.away],
  }
}

type Before = { situation: Situation; elapsed: number }

function pointAsBefore(reason: DelayReason, now: Point, { situation, elapsed }: Before): Point {
  if (reason === 'long_visit') return withVisitOnTime(now)
  const before = situation.points.find(({ id }) => id === now.id)
  if (!before) return now
  const why = whyOf[reason]
  if (why) return { ...now, away: awayAsBefore(why, now.away, later(before.away, elapsed)) }
  return reason === 'slower' ? { ...now, minutes: before.minutes } : now
}

/** Points that were expected to serve and are gone. */
function gonePoints({ points }: Situation, { situation, elapsed }: Before): Point[] {
  return situation.points
    .filter(({ id }) => !points.some((it) => it.id === id))
    .map((point) => ({ ...point, busy: null, away: later(point.away, elapsed) }))
}

/** The situation of now, as if one reason had not come up since. */
function without(reason: DelayReason, now: Situation, before: Before): Situation {
  const points = now.points.map((point) => pointAsBefore(reason, point, before))
  if (reason === 'closing') return { ...now, points: [...points, ...gonePoints(now, before)] }
  if (reason !== 'priority') return { ...now, points }
  const known = new Set(before.situation.entries.map(({ id }) => id))
  return { ...now, entries: now.entries.filter(({ id }) => known.has(id)) }
}

function startOf({ entries, ...rest }: Situation, id: string): number {
  const index = entries.findIndex((entry) => entry.id === id)
  return virtualSchedule({ entries, ...rest })[index] ?? Infinity
}

/**
 * Whether a visitor is expected more than 10 minutes later than was expected `elapsed` minutes ago, and why. A reason is
 * what, had it not come up since, would have left out a quarter of the delay or more. Where there is none, the visits since
 * then took longer: nothing else can make a line slower. Null when there is no such delay, or nobody serves now.
 */
export function delayOf(id: string, now: Situation, before: Before): Delay | null {
  const start = startOf(now, id)
  const minutes = start - Math.max(0, startOf(before.situation, id) - before.elapsed)
  if (!Number.isFinite(minutes) || minutes <= toldAbove) return null
  const gains = delayReasons
    .map((reason) => ({ reason, gain: start - startOf(without(reason, now, before), id) }))
    .filter(({ gain }) => gain >= mainShare * minutes)
    .sort((one, other) => other.gain - one.gain)
  return { minutes, reasons: gains.length > 0 ? gains.map(({ reason }) => reason) : ['slower'] }
}
