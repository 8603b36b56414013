import { type LearnedMean, type Memory, observe } from './learned-mean'
import type { Away } from './virtual-schedule'

/**
 * When a point usually works, for points whose openings and breaks nobody has planned: the minutes that it was away in each
 * quarter of an hour of the day. Plain data for a row of a table; empty before the first day.
 */
export type UsualHours = readonly LearnedMean[]

/** A stretch of work, in minutes of the day; until Infinity when the point stayed to the end. */
export type Stretch = { from: number; until: number }

const quarter = 15
const quarters = (24 * 60) / quarter
/** About the last seven days count, and a first day by itself. */
const memory: Memory = { prior: 0, least: 0.15 }
/** Shorter pauses are noise. */
const leastPause = 0.5

const begins = (index: number): number => index * quarter

/** The hours after a day on which the branch was open; without a stretch for a point that did not come. */
export function afterWorkDay(hours: UsualHours, worked: readonly Stretch[]): UsualHours {
  return Array.from({ length: quarters }, (_, index) => {
    const from = begins(index)
    const minutes = worked.reduce(
      (sum, it) => sum + Math.max(0, Math.min(it.until, from + quarter) - Math.max(it.from, from)),
      0,
    )
    return observe(hours[index] ?? { mean: 0, count: 0 }, quarter - minutes, memory)
  })
}

/** A point that is not at work: why, and how many minutes more at least. */
export type Absence = { why: 'opening' | 'break'; atLeast: number }

/**
 * The pauses to expect of a point from `minute` of the day on, for the virtual schedule: that of now, if it is not at work,
 * those of usual days, and when it usually closes. A point that is not at work and has no usual hours is not expected.
 */
export function usualAway(hours: UsualHours, minute: number, absence: Absence | null): Away[] {
  const usual = (index: number): number => hours[index]?.mean ?? (absence ? quarter : 0)
  const awayAt = (index: number): number => usual(index) * Math.min(1, (begins(index + 1) - minute) / quarter)
  let next = Math.floor(minute / quarter)
  let last = quarters
  while (last > next && usual(last - 1) > quarter - leastPause) last--
  if (absence && last <= next) return [{ why: 'closing', from: -Infinity, minutes: Infinity }]
  const away: Away[] = []
  if (absence) {
    let minutes = 0
    while (next < last && usual(next) >= quarter / 2) minutes += awayAt(next++)
    away.push({ why: absence.why, from: -Infinity, minutes: Math.max(minutes, absence.atLeast) })
  }
  for (; next < last; next++) {
    const minutes = awayAt(next)
    if (minutes >= leastPause) away.push({ why: 'break', from: Math.max(0, begins(next) - minute), minutes })
  }
  if (last < quarters) away.push({ why: 'closing', from: Math.max(0, begins(last) - minute), minutes: Infinity })
  return away
}
