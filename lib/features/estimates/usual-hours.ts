import { type LearnedMean, type Memory, observe } from './learned-mean'
import type { Away } from './virtual-schedule'

/**
 * When a point usually works, for points whose openings and breaks nobody has planned: the minutes that it was away in each
 * quarter of an hour of the business day. Plain data for a row of a table; empty before the first day.
 */
export type UsualHours = readonly LearnedMean[]

/** A stretch of work, in minutes of the business day; until Infinity when the point stayed to the end. */
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

/** A point at work; `closesIn`: the minutes until its lines close by their hours, null when that is not known. */
export type AtWork = { closesIn: number | null }

/** The minutes that a point is usually away in a quarter of the day. */
type Usual = (index: number) => number

/** The first quarter after its usual work. */
function endOf(usual: Usual): number {
  let end = quarters
  while (end > 0 && usual(end - 1) > quarter - leastPause) end--
  return end
}

const isAway = (minutes: number): boolean => minutes >= quarter / 2

/** The minutes that it is usually away in what is left of a quarter. */
const restIn = (usual: Usual, index: number, minute: number): number =>
  usual(index) * Math.min(1, (begins(index + 1) - minute) / quarter)

/** The usual breaks from one quarter to another. */
function breaksBetween(usual: Usual, first: number, end: number, minute: number): Away[] {
  const away: Away[] = []
  for (let index = first; index < end; index++) {
    const minutes = restIn(usual, index, minute)
    if (minutes >= leastPause) away.push({ why: 'break', from: Math.max(0, begins(index) - minute), minutes })
  }
  return away
}

const closingIn = (from: number): Away => ({ why: 'closing', from, minutes: Infinity })

function awayFromAbsence(usual: Usual, minute: number, { why, atLeast }: Absence): Away[] {
  const end = endOf(usual)
  let next = Math.floor(minute / quarter)
  if (end <= next) return [closingIn(-Infinity)]
  let minutes = 0
  while (next < end && isAway(usual(next))) minutes += restIn(usual, next++, minute)
  const away: Away[] = [{ why, from: -Infinity, minutes: Math.max(minutes, atLeast) }]
  away.push(...breaksBetween(usual, next, end, minute))
  return end < quarters ? [...away, closingIn(begins(end) - minute)] : away
}

function awayFromWork(usual: Usual, minute: number, { closesIn }: AtWork): Away[] {
  const end = endOf(usual)
  let next = Math.floor(minute / quarter)
  // Today it works while it usually does not.
  while (next < quarters && isAway(usual(next))) next++
  const usuallyIn = end < quarters ? begins(end) - minute : 0
  const closes = Math.max(usuallyIn, closesIn ?? 0)
  if (closes <= 0) return breaksBetween(usual, next, end, minute)
  const last = Math.min(quarters, Math.ceil((minute + closes) / quarter))
  return [...breaksBetween(usual, next, last, minute), closingIn(closes)]
}

/**
 * The pauses to expect of a point from `minute` of the day on, for the virtual schedule: that of now, if it is not at work,
 * those of usual days, and when it closes. A point that is not at work and has no usual hours is not expected. One at work
 * closes with its lines, or later if it usually does; after that it works on.
 */
export function usualAway(hours: UsualHours, minute: number, now: Absence | AtWork): Away[] {
  if ('closesIn' in now) return awayFromWork((index) => hours[index]?.mean ?? 0, minute, now)
  return awayFromAbsence((index) => hours[index]?.mean ?? quarter, minute, now)
}
