import { againOf, expectedOccupancy, minutesUntil } from '@/lib/features/estimates/line-habits'
import { paceOf } from '@/lib/features/estimates/pace'
import { blendedMinutes } from '@/lib/features/estimates/service-times'
import { type Absence, type AtWork, usualAway } from '@/lib/features/estimates/usual-hours'
import {
  type Away,
  type Entry,
  type Point,
  restOf,
  type Situation,
  virtualSchedule,
} from '@/lib/features/estimates/virtual-schedule'
import { bookingCredit, byRank, type Rank } from './log'
import type { PointNow, Watched } from './watch-day'

/** A booking is not waited for longer. */
const lateBooking = 15

/** The pauses of a point whose openings and breaks nobody has planned. */
function unplannedAway({ plan, state, since }: PointNow, { now, learned }: Watched): Away[] {
  const rest = restOf({ minutes: learned.pause.mean, elapsed: now - since })
  const atPoint: Absence | AtWork =
    state === 'not open'
      ? { why: 'opening', atLeast: learned.late.start.mean }
      : state === 'away'
        ? { why: 'break', atLeast: rest }
        : { closesIn: null }
  return usualAway(learned.hours.get(plan.id) ?? [], now, atPoint)
}

function awayOf(point: PointNow, watched: Watched): Away[] {
  if (!watched.knowsPlan) return unplannedAway(point, watched)
  const { plan, state, back, breaksTaken } = point
  const { now, learned } = watched
  const { late } = learned
  const away: Away[] = []
  if (state === 'not open')
    away.push({ why: 'opening', from: -Infinity, minutes: minutesUntil(plan.from, now, late.start) })
  if (state === 'away') away.push({ why: 'break', from: -Infinity, minutes: minutesUntil(back, now, late.back) })
  for (const { from, until } of plan.breaks.slice(breaksTaken))
    away.push({ why: 'break', from: from - now, minutes: until - from + late.back.mean })
  if (plan.until < Infinity) away.push({ why: 'closing', from: plan.until - now, minutes: Infinity })
  return away
}

/** What nobody knows in advance: how long a visit at a point takes on average at this moment. */
export type Truth = (point: string, line: string, now: number) => number

function pointOf(point: PointNow, watched: Watched, truth?: Truth): Point {
  const { plan, busy } = point
  const { now, learned } = watched
  const handover = (line: string): number => watched.habitsOf(line).handover.mean
  const visit = (line: string): number => {
    if (truth) return truth(plan.id, line, now)
    const clinic = learned.times.get(line)
    return clinic
      ? paceOf(watched.paceOf(plan.staff)) *
          blendedMinutes(clinic, learned.staffTimes.get(`${plan.staff} ${line}`) ?? null)
      : 10
  }
  const minutes = Object.fromEntries(
    plan.lines.map((line) => [line, expectedOccupancy(visit(line), watched.habitsOf(line))]),
  )
  return {
    id: plan.id,
    minutes,
    busy: busy && {
      minutes: (busy.second ? watched.habitsOf(busy.line).againMinutes.mean : visit(busy.line)) + handover(busy.line),
      elapsed: now - busy.since,
      line: busy.second ? null : busy.line,
    },
    away: awayOf(point, watched),
  }
}

type Expected = Entry & { rank: Rank }

function waitingEntries(watched: Watched): Expected[] {
  return watched.line.map(({ person: id, line, rank, point }) => {
    const minutes = watched.habitsOf(line).againMinutes.mean
    return { id, line, rank, from: 0, chance: 1, ...(point !== undefined && { point, minutes }) }
  })
}

/** Those who were sent elsewhere and will come back. */
function returningEntries(watched: Watched): Expected[] {
  return [...watched.out.values()].map(({ person: id, line, rank, point, since }) => {
    const { againAfter, againMinutes } = watched.habitsOf(line)
    const from = Math.max(since + againAfter.mean - watched.now, 1)
    return { id, line, rank, point, from, chance: 1, minutes: againMinutes.mean }
  })
}

function bookedEntries({ bookings, now, learned }: Watched): Expected[] {
  return [...bookings.values()]
    .filter(({ at }) => at > now - lateBooking)
    .map(({ person: id, line, at }) => {
      const rank = { level: 1, credit: at - bookingCredit, number: Infinity }
      return { id, line, rank, from: Math.max(at - now, 1), chance: learned.bookingKept.mean }
    })
}

/** What Dawr knows at this moment, for the virtual schedule. */
function situationNow(watched: Watched, truth?: Truth): Situation {
  const { habits } = watched.learned
  return {
    points: [...watched.points.values()]
      .filter(({ state }) => state !== 'closed')
      .map((it) => pointOf(it, watched, truth)),
    entries: [...waitingEntries(watched), ...returningEntries(watched), ...bookedEntries(watched)].sort((one, other) =>
      byRank(one.rank, other.rank),
    ),
    again: Object.fromEntries([...habits].map(([line, it]) => [line, againOf(it)])),
  }
}

/** When everybody in the line is expected to be called, in minutes from now. */
export function scheduleNow(watched: Watched, truth?: Truth): Map<string, number> {
  const situation = situationNow(watched, truth)
  const starts = virtualSchedule(situation)
  return new Map(situation.entries.map(({ id }, i) => [id, starts[i] ?? Infinity]))
}
