import { type ErrorSums, noErrors, trustAfter, withWait } from './honesty'
import {
  dayBegun,
  type Learned,
  type LineDelay,
  type LineLearned,
  newLineLearned,
  newPointLearned,
  newStaffLearned,
  type PointLearned,
  paceOn,
  staffKey,
} from './learned'
import { observe } from './learned-mean'
import { afterCall, afterHandover } from './line-habits'
import { afterPacedVisit } from './pace'
import { afterWait } from './ranges'
import { afterVisit, blendedMinutes } from './service-times'
import type { Telling } from './situation'
import { afterWorkDay, type Stretch } from './usual-hours'

/** A change of a ticket from which something is learned. Times are in milliseconds. */
export type Change = {
  /**
   * `call`: to a point, from the line; `absent`: nobody came; `end`: of a visit; `free`: the point lost its visitor in another
   * way; `leave`: the line was left without a call.
   */
  kind: 'call' | 'absent' | 'end' | 'free' | 'leave'
  ticket: string
  line: string
  point: string | null
  staff: string | null
  at: number
  /** Since when the visitor had waited (`call`), or when they were called (the others). */
  since: number | null
}

/** What was told to a waiting visitor, and when. */
export type Told = Telling & { ticket: string; line: string; at: number }

/** A business day, and the minute of it at a time. */
export type Clock = { day: string; minuteOf: (at: number) => number }

/** A point without a visitor, and since when, in milliseconds, somebody waits for it. */
export type Idle = { id: string; waitedFor: number }

/** A point that calls nobody for longer, while people wait for it, is away. */
const longestIdle = 10 * 60_000
/** At the end of its day, a point counts as present for this long after its last visit. */
const stays = 30

const minutes = (from: number, until: number): number => (until - from) / 60_000

/** Learns from what happens in a branch on one business day. `touched` names what has changed. */
export class Learner {
  readonly errors = new Map<string, ErrorSums>()
  readonly touched = { lines: new Set<string>(), staff: new Set<string>(), points: new Set<string>() }

  constructor(
    readonly learned: Learned,
    private readonly clock: Clock,
    private readonly typical: ReadonlyMap<string, number>,
  ) {}

  /**
   * Learns the hours of the days before, and begins the new one; returns whether it is new. A day on which no point worked was
   * not a day of work.
   */
  beginDay(): boolean {
    const past = [...this.learned.points].filter(([, { day }]) => day !== this.clock.day)
    const hasWorked = past.some(([, { state }]) => state !== 'absent')
    for (const [id, point] of past) {
      const hours = hasWorked ? afterWorkDay(point.hours, this.stretchesOf(point)) : point.hours
      this.setPoint(id, { ...point, ...dayBegun(this.clock.day), hours })
    }
    return past.length > 0
  }

  apply(change: Change, told: readonly Told[]): void {
    const { kind, line, at, since } = change
    if (kind === 'call') {
      this.endWait(told, at)
      this.handOver(change)
    } else if (kind === 'absent' && since !== null) this.learn(line, (it) => withCall(it, minutes(since, at)))
    else if (kind === 'end' && since !== null) this.endVisit(change, minutes(since, at))
    if (kind !== 'leave' && change.point !== null) this.isActive(change.point, change)
  }

  /** Points that have stopped calling those who wait for them are away from now on. */
  markAway(idle: readonly Idle[], now: number): void {
    for (const { id, waitedFor } of idle) {
      const point = this.learned.points.get(id)
      if (point?.state !== 'open') continue
      // Where nobody came there was nobody to call.
      const since = Math.max(point.lastAt, waitedFor)
      if (now - since <= longestIdle) continue
      this.setPoint(id, { ...point, state: 'away', since, worked: this.stretchesOf({ ...point, lastAt: since }, 0) })
    }
  }

  /** Notes why a line is later than expected, or that it is not. A delay that goes on for the same reason keeps its time. */
  noteDelay(line: string, delay: LineDelay | null): void {
    if (this.lineOf(line).delay?.reason !== delay?.reason) this.learn(line, (it) => ({ ...it, delay }))
  }

  private stretchesOf({ worked, state, since, lastAt }: PointLearned, more = stays): readonly Stretch[] {
    if (state !== 'open') return worked
    const from = this.clock.minuteOf(since)
    return [...worked, { from, until: Math.max(from, this.clock.minuteOf(lastAt)) + more }]
  }

  private setPoint(id: string, point: PointLearned): void {
    this.learned.points.set(id, point)
    this.touched.points.add(id)
  }

  private lineOf(line: string): LineLearned {
    return this.learned.lines.get(line) ?? newLineLearned(this.typical.get(line) ?? 10)
  }

  private learn(line: string, change: (it: LineLearned) => LineLearned): void {
    this.learned.lines.set(line, change(this.lineOf(line)))
    this.touched.lines.add(line)
  }

  private isActive(id: string, { at, staff }: Change): void {
    const known = this.learned.points.get(id) ?? newPointLearned(this.clock.day)
    const { state, since, pause } = known
    const isBack = state === 'open' ? {} : { state: 'open' as const, since: at }
    const learned = state === 'away' ? { pause: observe(pause, minutes(since, at)) } : {}
    this.setPoint(id, { ...known, ...isBack, ...learned, lastAt: at, staff: staff ?? known.staff })
  }

  /** The pause before a call, if the visitor waited all the time. */
  private handOver({ line, point, since, at }: Change): void {
    const known = point === null ? undefined : this.learned.points.get(point)
    if (known?.state !== 'open' || since === null || since > known.lastAt) return
    this.learn(line, (it) => ({ ...it, habits: afterHandover(it.habits, minutes(known.lastAt, at)) }))
  }

  private endWait(told: readonly Told[], at: number): void {
    for (const telling of told) {
      const { line, range, expected, isFirst } = telling
      const actual = minutes(telling.at, at)
      const wait = { expected, range, actual }
      this.learn(line, (it) =>
        isFirst
          ? { ...it, first: afterWait(it.first, telling, actual), trust: trustAfter(it.trust, wait) }
          : { ...it, later: afterWait(it.later, telling, actual) },
      )
      if (isFirst) this.errors.set(line, withWait(this.errors.get(line) ?? noErrors, wait))
    }
  }

  private endVisit({ line, staff }: Change, took: number): void {
    const before = this.lineOf(line).times
    if (staff !== null) {
      const key = staffKey(line, staff)
      const own = this.learned.staff.get(key) ?? newStaffLearned(before.mean, this.clock.day)
      const pace = afterPacedVisit(paceOn(own, this.clock.day), took, blendedMinutes(before, own.times))
      this.learned.staff.set(key, { times: afterVisit(own.times, took), day: this.clock.day, pace })
      this.touched.staff.add(key)
    }
    this.learn(line, (it) => withCall({ ...it, times: afterVisit(before, took) }, null))
  }
}

function withCall(it: LineLearned, minutesWithoutAnswer: number | null): LineLearned {
  return { ...it, habits: afterCall(it.habits, minutesWithoutAnswer) }
}
