import { assumed, type LearnedMean, type Memory, observe } from './learned-mean'

/** A stated wait in minutes, rounded to 5. `low` 0 and `high` 5 is "less than 5". */
export type WaitRange = { low: number; high: number }

/** What was learned from waits whose prediction had one size. In units of `unitOf`. */
type Bucket = {
  /** The mean of actual minus predicted. */
  bias: LearnedMean
  /** Where the range begins and ends, counted from the expected wait. */
  low: number
  high: number
}

/**
 * The learned errors of one line, by the size of the prediction. Plain data for a row of a table; a line has two: for what a
 * visitor is told first, and for what they are told later, half way for instance.
 */
export type RangeState = readonly Bucket[]

/** What was told to a visitor: the minutes of the virtual schedule, and the range made of them. */
export type Stated = { scheduled: number; range: WaitRange }

/** The largest prediction, in minutes, of each bucket but the last. */
const bucketEnds = [2, 6, 12, 20, 32, 50]
/**
 * The share of waits that may be below the range, and above it. A little less than a tenth: the ends follow what happens some
 * waits late.
 */
const outside = 0.09
/** Errors of one day resemble each other: the bias is learned over several days. */
const long: Memory = { prior: 40, least: 0.005 }
/** How far the range moves with one wait. */
const step = 0.14
const rounding = 5
/** Nothing longer is told: nobody waits in a line for more than a day. */
const mostMinutes = 1_440

/** The errors of a wait grow with its square root, since it is a sum of visits. */
function unitOf(minutes: number): number {
  return Math.sqrt(minutes + 2)
}

function bucketOf(minutes: number): number {
  const index = bucketEnds.findIndex((end) => minutes < end)
  return index < 0 ? bucketEnds.length : index
}

/** The state before the first wait. */
export function newRangeState(): RangeState {
  return Array.from({ length: bucketEnds.length + 1 }, () => ({ bias: assumed(0), low: -1.3, high: 1.5 }))
}

const toFive = (minutes: number, round = Math.round): number => rounding * round(minutes / rounding)

/** The expected wait of a line where the virtual schedule says `scheduled` minutes; null where nobody serves. */
export function expectedWait(state: RangeState, scheduled: number): number | null {
  const bucket = state[bucketOf(scheduled)]
  if (!bucket || !Number.isFinite(scheduled)) return null
  return Math.max(0, scheduled + bucket.bias.mean * unitOf(scheduled))
}

/** The range that is told, with the expected wait in it; null where nobody serves, or for more than a day. */
export function rangeOf(state: RangeState, scheduled: number): WaitRange | null {
  const bucket = state[bucketOf(scheduled)]
  const expected = expectedWait(state, scheduled)
  if (!bucket || expected === null) return null
  const unit = unitOf(scheduled)
  const low = Math.max(0, Math.min(toFive(expected + bucket.low * unit), toFive(expected, Math.floor)))
  const high = Math.max(low + rounding, toFive(expected + bucket.high * unit), toFive(expected, Math.ceil))
  return high > mostMinutes ? null : { low, high }
}

/**
 * The state after somebody waited `actual` minutes. The ends of the range move a little towards or away from the
 * expected wait, so that in the long run one wait in ten is below and one in ten above the range as it was told, rounding
 * included.
 */
export function afterWait(state: RangeState, { scheduled, range }: Stated, actual: number): RangeState {
  const unit = unitOf(scheduled)
  const index = bucketOf(scheduled)
  return state.map((bucket, i) => {
    if (i !== index) return bucket
    return {
      bias: observe(bucket.bias, (actual - scheduled) / unit, long),
      low: Math.min(0, bucket.low - step * ((actual < range.low ? 1 : 0) - outside)),
      high: Math.max(0, bucket.high + step * ((actual > range.high ? 1 : 0) - outside)),
    }
  })
}
