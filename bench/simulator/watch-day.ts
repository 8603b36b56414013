import { assumed, type LearnedMean, observe } from '@/lib/features/estimates/learned-mean'
import { afterCall, afterHandover, type LineHabits, newLineHabits } from '@/lib/features/estimates/line-habits'
import { afterPacedVisit, newPace, type Pace } from '@/lib/features/estimates/pace'
import { afterVisit, blendedMinutes, newServiceTimes, type ServiceTimes } from '@/lib/features/estimates/service-times'
import { afterWorkDay, type Stretch, type UsualHours } from '@/lib/features/estimates/usual-hours'
import { type Booking, byRank, type DayLog, type LogEvent, type PlannedPoint, type Rank } from './log'

/** What Dawr has learned of a branch in the days before. */
export type Learned = {
  times: Map<string, ServiceTimes>
  staffTimes: Map<string, ServiceTimes>
  habits: Map<string, LineHabits>
  late: { start: LearnedMean; back: LearnedMean }
  bookingKept: LearnedMean
  hours: Map<string, UsualHours>
  pause: LearnedMean
  typical: ReadonlyMap<string, number>
}

export function newLearned(typical: ReadonlyMap<string, number>): Learned {
  const lines = [...typical]
  return {
    times: new Map(lines.map(([line, minutes]) => [line, newServiceTimes(minutes)])),
    staffTimes: new Map(),
    habits: new Map(lines.map(([line, minutes]) => [line, newLineHabits(minutes)])),
    late: { start: assumed(3), back: assumed(3) },
    bookingKept: assumed(0.9),
    hours: new Map(),
    pause: assumed(20),
    typical,
  }
}

export type WaitingNow = { person: string; line: string; rank: Rank; point: string | undefined; since: number }
export type PointNow = {
  plan: PlannedPoint
  state: 'not open' | 'open' | 'away' | 'closed'
  back: number
  breaksTaken: number
  /** When it opened or went away last, and its stretches of work before that. */
  since: number
  worked: Stretch[]
  busy: { person: string; line: string; since: number; second: boolean } | null
  /** The end of the last visit, if people waited then and the point did not go away since. */
  endedAt: number | null
}
type Out = { person: string; line: string; rank: Rank; point: string; since: number }

/** A branch at one moment of a day, as Dawr knows it, and what it learns on the way. */
export class Watched {
  now = 0
  readonly paces = new Map<string, Pace>()
  readonly line: WaitingNow[] = []
  readonly points: Map<string, PointNow>
  readonly out = new Map<string, Out>()
  readonly bookings: Map<string, Booking>
  private readonly known = new Map<string, { line: string; rank: Rank; second: boolean }>()

  constructor(
    { points, bookings }: Pick<DayLog, 'points' | 'bookings'>,
    readonly learned: Learned,
    /** Whether openings, breaks and closings are planned in Dawr, or only learned. */
    readonly knowsPlan = true,
  ) {
    this.points = new Map(
      points.map((plan) => [
        plan.id,
        { plan, state: 'not open', back: 0, breaksTaken: 0, since: 0, worked: [], busy: null, endedAt: null },
      ]),
    )
    this.bookings = new Map(bookings.map((booking) => [booking.person, booking]))
  }

  /** Whether anybody serves a line today: at work, or on a break. */
  isServed(line: string): boolean {
    return [...this.points.values()].some(
      ({ plan, state }) => plan.lines.includes(line) && (state === 'open' || state === 'away'),
    )
  }

  /** The bookings that are left were not kept. A point that is open stayed to the end. */
  endDay(): void {
    const { hours } = this.learned
    for (const [id, { state, since, worked }] of this.points) {
      const last = state === 'open' ? [{ from: since, until: Infinity }] : []
      hours.set(id, afterWorkDay(hours.get(id) ?? [], [...worked, ...last]))
    }
    for (const _ of this.bookings) this.learned.bookingKept = observe(this.learned.bookingKept, 0)
  }

  apply(event: LogEvent): void {
    this.now = event.at
    switch (event.kind) {
      case 'join':
        return this.join(event)
      case 'call':
        return this.call(event.person, this.point(event.point))
      case 'end':
        return this.end(event.person, this.point(event.point), event.again)
      case 'absent':
        return this.absent(this.point(event.point))
      case 'leave':
        this.remove(event.person)
        return
      case 'open':
        return this.open(this.point(event.point))
      case 'away':
        return this.away(this.point(event.point), event.back)
    }
  }

  private point(id: string): PointNow {
    const point = this.points.get(id)
    if (!point) throw new Error(`the log has no point ${id}`)
    return point
  }

  private remove(person: string): WaitingNow | undefined {
    const place = this.line.findIndex((it) => it.person === person)
    return place < 0 ? undefined : this.line.splice(place, 1)[0]
  }

  private habit(line: string, change: (habits: LineHabits) => LineHabits): void {
    this.learned.habits.set(line, change(this.habitsOf(line)))
  }

  habitsOf(line: string): LineHabits {
    return this.learned.habits.get(line) ?? newLineHabits(this.learned.typical.get(line) ?? 10)
  }

  paceOf(staff: string): Pace {
    return this.paces.get(staff) ?? newPace
  }

  private join({ person, line, rank, point }: Extract<LogEvent, { kind: 'join' }>): void {
    const out = this.out.get(person)
    if (out) {
      this.out.delete(person)
      this.habit(line, (it) => ({ ...it, againAfter: observe(it.againAfter, this.now - out.since) }))
    }
    if (this.bookings.delete(person)) this.learned.bookingKept = observe(this.learned.bookingKept, 1)
    this.known.set(person, { line, rank, second: out !== undefined })
    this.line.push({ person, line, rank, point, since: this.now })
    this.line.sort((a, b) => byRank(a.rank, b.rank))
  }

  private call(person: string, point: PointNow): void {
    const waiting = this.remove(person)
    const known = this.known.get(person)
    if (!waiting || !known) throw new Error(`${person} is called without waiting`)
    const { endedAt } = point
    if (endedAt !== null) this.habit(waiting.line, (it) => afterHandover(it, this.now - endedAt))
    point.busy = { person, line: waiting.line, since: this.now, second: known.second }
    point.endedAt = null
  }

  private free(point: PointNow): void {
    point.busy = null
    const isWaitedFor = this.line.some(({ line, point: only }) =>
      only ? only === point.plan.id : point.plan.lines.includes(line),
    )
    point.endedAt = isWaitedFor ? this.now : null
  }

  private end(person: string, point: PointNow, again: boolean): void {
    const { busy, plan } = point
    if (!busy) throw new Error(`${person} ends without a call`)
    const minutes = this.now - busy.since
    const { line, second } = busy
    const { times, staffTimes, typical } = this.learned
    this.habit(line, (it) =>
      second
        ? { ...it, againMinutes: observe(it.againMinutes, minutes) }
        : afterCall({ ...it, again: observe(it.again, again ? 1 : 0) }, null),
    )
    if (!second) {
      const before = times.get(line) ?? newServiceTimes(typical.get(line) ?? 10)
      const key = `${plan.staff} ${line}`
      const own = staffTimes.get(key) ?? newServiceTimes(before.mean)
      this.paces.set(plan.staff, afterPacedVisit(this.paceOf(plan.staff), minutes, blendedMinutes(before, own)))
      staffTimes.set(key, afterVisit(own, minutes))
      times.set(line, afterVisit(before, minutes))
    }
    const known = this.known.get(person)
    if (again && known) {
      const rank = { ...known.rank, level: -1 }
      this.out.set(person, { person, line, rank, point: plan.id, since: this.now })
    }
    this.free(point)
  }

  private absent(point: PointNow): void {
    const { busy } = point
    if (busy) this.habit(busy.line, (it) => afterCall(it, this.now - busy.since))
    this.free(point)
  }

  private open(point: PointNow): void {
    const { late } = this.learned
    if (point.state === 'not open') late.start = observe(late.start, Math.max(0, this.now - point.plan.from))
    else {
      late.back = observe(late.back, Math.max(0, this.now - point.back))
      this.learned.pause = observe(this.learned.pause, this.now - point.since)
    }
    point.state = 'open'
    point.since = this.now
  }

  private away(point: PointNow, back: number | null): void {
    point.state = back === null ? 'closed' : 'away'
    point.back = back ?? Infinity
    point.worked.push({ from: point.since, until: this.now })
    point.since = this.now
    point.endedAt = null
    if (back !== null) point.breaksTaken++
  }
}
