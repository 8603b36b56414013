import {
  afterWait,
  expectedWait,
  newRangeState,
  type RangeState,
  rangeOf,
  type Stated,
} from '@/lib/features/estimates/ranges'
import type { DayLog } from './log'
import { meanTimesAhead, type RollingWaits } from './rivals'
import { scheduleNow, type Truth } from './schedule-now'
import { type Learned, Watched } from './watch-day'

/** What was told to a visitor, when, and by whom: our estimate and those of the rivals. */
type Told = Stated & { at: number; line: string; again: boolean; ahead: number; estimates: Record<string, number> }

/** A wait: what was told when the visitor came (or when somebody began to serve), or `again` half way, and the truth. */
export type Judged = Told & { actual: number }

export const ours = 'virtual schedule'
export const knowing = 'the same with the true speed of everybody'

/** What is learned of the errors, kept across days. */
export type Errors = { ranges: Map<string, RangeState>; rolling: RollingWaits }

/** What is told first and later is learned apart. */
const keyOf = ({ line, again }: Pick<Told, 'line' | 'again'>): string => `${line} ${again ? 'later' : 'first'}`

/** Tells visitors their waits as Dawr would, and compares with what happens. */
class Judge {
  readonly judged: Judged[] = []
  private readonly told = new Map<string, Told[]>()
  private readonly untold = new Set<string>()

  constructor(
    private readonly watched: Watched,
    private readonly errors: Errors,
    private readonly truth: Truth | undefined,
  ) {}

  comes(person: string): void {
    this.untold.add(person)
  }

  leaves(person: string): void {
    this.untold.delete(person)
    this.told.delete(person)
  }

  isCalled(person: string, at: number): void {
    const { ranges, rolling } = this.errors
    for (const told of this.told.get(person) ?? []) {
      const actual = at - told.at
      this.judged.push({ ...told, actual })
      ranges.set(keyOf(told), afterWait(this.rangesOf(told), told, actual))
      if (!told.again) rolling.add(told.line, actual)
    }
    this.leaves(person)
  }

  /** Tells those who have not been told yet and are served, and a second time those who are half way. */
  tell(): void {
    const { line, now } = this.watched
    const due = line.flatMap((it, ahead) => {
      const [first, second] = this.told.get(it.person) ?? []
      const isFirst = this.untold.has(it.person) && this.watched.isServed(it.line)
      const isHalfWay = first !== undefined && !second && ahead <= first.ahead / 2 && now > first.at
      return isFirst || isHalfWay ? [{ ...it, ahead, again: isHalfWay }] : []
    })
    if (due.length === 0) return
    const schedule = scheduleNow(this.watched)
    const floor = this.truth && scheduleNow(this.watched, this.truth)
    for (const { person, line, ahead, again } of due) {
      const scheduled = schedule.get(person) ?? Infinity
      const ranges = this.rangesOf({ line, again })
      const range = rangeOf(ranges, scheduled)
      const expected = expectedWait(ranges, scheduled)
      if (!range || expected === null) continue
      const rivals = again ? {} : { ...this.errors.rolling.estimates(line), ...meanTimesAhead(this.watched, person) }
      const told = {
        at: now,
        line,
        again,
        ahead,
        scheduled,
        range,
        estimates: { [ours]: expected, ...(floor && { [knowing]: floor.get(person) ?? Infinity }), ...rivals },
      }
      this.told.set(person, [...(this.told.get(person) ?? []), told])
      this.untold.delete(person)
    }
  }

  private rangesOf(telling: Pick<Told, 'line' | 'again'>): RangeState {
    return this.errors.ranges.get(keyOf(telling)) ?? newRangeState()
  }
}

/** `plan`: whether Dawr knows what was planned. `truth` is used for one more estimate only. */
type Known = { truth?: Truth; plan?: boolean }

/**
 * Replays a log: tells everybody their wait as Dawr would, learns from what happens, and returns the waits. `truth` is used
 * for one more estimate only.
 */
export function judgeDay(log: DayLog, learned: Learned, errors: Errors, known: Known = {}): Judged[] {
  const { truth, plan } = known
  const watched = new Watched(log, learned, plan)
  const judge = new Judge(watched, errors, truth)
  for (const event of log.events) {
    if (event.kind === 'call') judge.isCalled(event.person, event.at)
    watched.apply(event)
    // Returns have no wait in the line.
    if (event.kind === 'join' && event.point === undefined) judge.comes(event.person)
    if (event.kind === 'leave') judge.leaves(event.person)
    judge.tell()
  }
  watched.endDay()
  return judge.judged
}
