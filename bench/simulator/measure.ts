import { newTrust, noErrors, summaryOf, trustAfter, withWait } from '@/lib/features/estimates/honesty'
import { newRangeState, rangeOf } from '@/lib/features/estimates/ranges'
import { type Situation, virtualSchedule } from '@/lib/features/estimates/virtual-schedule'
import { seededRandom } from '@/scripts/demo/random'
import { drawClinic } from './clinic'
import { drawDay, truthOf } from './draw-day'
import { type Judged, judgeDay, knowing, ours } from './judge-day'
import { kinds } from './kinds'
import { playDay } from './play-day'
import { judgeRecordedDay } from './recorded-day'
import { RollingWaits } from './rivals'
import { newLearned } from './watch-day'

export const kindNames = Object.keys(kinds) as (keyof typeof kinds)[]

/** `learning` days come before the measured ones in each clinic. */
type Size = { seed: number; clinics: number; learning: number; days: number }

/** The waits of the clinics of one kind: those of the learning days, and those of the measured days. */
function playClinics(name: keyof typeof kinds, { seed, clinics, learning, days }: Size, plan = true) {
  const waits: { learning: Judged[]; measured: Judged[] } = { learning: [], measured: [] }
  for (let number = 0; number < clinics; number++) {
    const random = seededRandom(seed * 1_000 + number)
    const clinic = drawClinic(random, kinds[name])
    const learned = newLearned(new Map(clinic.lines.map(({ id, typical }) => [id, typical])))
    const errors = { ranges: new Map(), rolling: new RollingWaits() }
    for (let i = 0; i < learning + days; i++) {
      const day = drawDay(random, clinic)
      const judged = judgeDay(playDay(random, day), learned, errors, { truth: truthOf(clinic, day), plan })
      waits[i < learning ? 'learning' : 'measured'].push(...judged)
    }
  }
  return waits
}

const mean = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length

/** Without those who find a free room: to be called at once is not to wait, and every method foresees it. */
const awaited = (waits: readonly Judged[], isAgain: boolean): Judged[] =>
  waits.filter(({ again, scheduled }) => again === isAgain && scheduled >= 1)

const errorsOf = (waits: readonly Judged[]) =>
  summaryOf(waits.reduce((sums, it) => withWait(sums, { ...it, expected: it.estimates[ours] ?? 0 }), noErrors))

/** The mean errors of first tellings: ours, that of the replay with the true speeds, and those of every rival. */
function compare(first: readonly Judged[]) {
  const names = Object.keys(first[0]?.estimates ?? {})
  const errorOf = (of: string): number =>
    mean(first.map(({ estimates, actual }) => Math.abs((estimates[of] ?? 0) - actual)))
  const { [ours]: _, [knowing]: floor, ...rivals } = Object.fromEntries(names.map((of) => [of, errorOf(of)]))
  return {
    meanWait: mean(first.map(({ actual }) => actual)),
    width: mean(first.map(({ range }) => range.high - range.low)),
    errors: errorsOf(first),
    floor,
    rivals,
  }
}

/** What is measured of one kind. */
export function measureKind(name: keyof typeof kinds, size: Size) {
  const { learning, measured } = playClinics(name, size)
  const first = awaited(measured, false)
  return {
    ...compare(first),
    halfWay: errorsOf(awaited(measured, true)),
    firstDays: errorsOf(awaited(learning, false)),
    withoutPlan: errorsOf(awaited(playClinics(name, size, false).measured, false)),
    hiddenShare: hiddenShare(first),
  }
}

/** What is measured of the recorded day, whose rows are given. */
export function measureRecordedDay(text: string) {
  return compare(awaited(judgeRecordedDay(text), false))
}

/** The share of waits at which the estimate was hidden, were all clinics of the kind one. */
function hiddenShare(waits: readonly Judged[]): number {
  let trust = newTrust
  const hidden = waits.filter((wait) => {
    const { isHidden } = trust
    trust = trustAfter(trust, wait)
    return isHidden
  })
  return hidden.length / waits.length
}

const batch = 20

/**
 * Milliseconds of processor time for the ranges of everybody in a full centre, the mean of each batch: `people` in 16 lines,
 * 40 rooms of which some serve two.
 */
export function timeSchedule(people: number, batches: number): number[] {
  const line = (i: number): string => `line-${i % 16}`
  const situation: Situation = {
    points: Array.from({ length: 40 }, (_, i) => ({
      id: `point-${i}`,
      minutes: { [line(i)]: 6 + (i % 7), ...(i % 3 === 0 && { [line(i + 1)]: 8 }) },
      busy: i % 4 === 0 ? null : { minutes: 9, elapsed: i % 11, line: line(i) },
      away: [
        { why: 'break', from: 30 + i, minutes: 20 },
        { why: 'closing', from: 600, minutes: Infinity },
      ],
    })),
    entries: Array.from({ length: people }, (_, i) => ({
      ...{ id: `person-${i}`, line: line(7 * i), chance: 1 },
      from: i % 10 === 0 ? 5 + (i % 90) : 0,
    })),
    again: { [line(0)]: { chance: 0.3, after: 15, minutes: 5 } },
  }
  const ranges = newRangeState()
  return Array.from({ length: batches }, () => {
    const began = process.cpuUsage()
    for (let i = 0; i < batch; i++) for (const start of virtualSchedule(situation)) rangeOf(ranges, start)
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000 / batch
  })
}
