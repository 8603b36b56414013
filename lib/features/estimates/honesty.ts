import { assumed, type LearnedMean, type Memory, observe } from './learned-mean'
import type { WaitRange } from './ranges'

/**
 * A wait that ended: what was told when the visitor came, and what it became, in minutes. Visitors who find a free room are
 * left out: that they do not wait says nothing about the estimates.
 */
export type ToldWait = { expected: number; range: WaitRange; actual: number }

/** Sums over the waits of a clinic, such as those of one day. They can be added. */
export type ErrorSums = { waits: number; error: number; absolute: number; late: number; held: number }

export const noErrors: ErrorSums = { waits: 0, error: 0, absolute: 0, late: 0, held: 0 }

/** Whether the visitor waited longer than the upper end of the range that was told when they came. */
function isLate({ range, actual }: Pick<ToldWait, 'range' | 'actual'>): boolean {
  return actual > range.high
}

/** The sums with one more wait. */
export function withWait(sums: ErrorSums, wait: ToldWait): ErrorSums {
  const { expected, range, actual } = wait
  const late = isLate(wait)
  return {
    waits: sums.waits + 1,
    error: sums.error + expected - actual,
    absolute: sums.absolute + Math.abs(expected - actual),
    late: sums.late + (late ? 1 : 0),
    held: sums.held + (!late && actual >= range.low ? 1 : 0),
  }
}

/** What the manager sees of a clinic: minutes of error, and percentages of its waits. Null before the first wait. */
export type ErrorSummary = {
  waits: number
  meanError: number
  /** Expected minus actual: negative where waits are longer than expected. */
  bias: number
  latePercent: number
  heldPercent: number
}

export function summaryOf({ waits, error, absolute, late, held }: ErrorSums): ErrorSummary | null {
  if (waits === 0) return null
  return {
    waits,
    meanError: absolute / waits,
    bias: error / waits,
    latePercent: (100 * late) / waits,
    heldPercent: (100 * held) / waits,
  }
}

/** Whether a clinic shows its estimates: the share of its recent waits that were late, and whether it is hidden for it. */
export type Trust = { late: LearnedMean; isHidden: boolean }

/** About the last 40 waits count; at first one in ten is assumed to be late. */
const recent: Memory = { prior: 20, least: 1 / 40 }
const hideAbove = 0.3
/** Lower than where it hides, so that it does not come and go. */
const showBelow = 0.2

export const newTrust: Trust = { late: assumed(0.1), isHidden: false }

/**
 * The trust after a wait. Estimates hide when more than 30 % of the recent waits were late, and show again below 20 %:
 * they are made and compared while they are hidden.
 */
export function trustAfter(trust: Trust, wait: Pick<ToldWait, 'range' | 'actual'>): Trust {
  const late = observe(trust.late, isLate(wait) ? 1 : 0, recent)
  return { late, isHidden: trust.isHidden ? late.mean >= showBelow : late.mean > hideAbove }
}
