import { assumed, type LearnedMean, observe } from './learned-mean'
import type { Again } from './virtual-schedule'

/** What a line does to the time of its service points besides the visits. Plain data, learned as it happens. */
export type LineHabits = {
  /** Minutes from the end of a visit to the next call while people wait. */
  handover: LearnedMean
  /** The share of calls that nobody answers, and the minutes that such a call takes. */
  absent: LearnedMean
  absentMinutes: LearnedMean
  /** The share of visits that are sent elsewhere and come back, after how long, and the minutes of the second part. */
  again: LearnedMean
  againAfter: LearnedMean
  againMinutes: LearnedMean
}

/** A longer pause is no handover: the point was away. */
const longestHandover = 10

/** The habits of a line before the first visit. */
export function newLineHabits(typicalMinutes: number): LineHabits {
  return {
    handover: assumed(0.5),
    absent: assumed(0.05),
    absentMinutes: assumed(2),
    again: assumed(0),
    againAfter: assumed(20),
    againMinutes: assumed(typicalMinutes / 2),
  }
}

/** The habits after a call followed `minutes` after the end of the visit before it, with people waiting all the time. */
export function afterHandover(habits: LineHabits, minutes: number): LineHabits {
  return minutes > longestHandover ? habits : { ...habits, handover: observe(habits.handover, minutes) }
}

/** The habits after a call was answered (`null`) or given up after `minutes`. */
export function afterCall(habits: LineHabits, minutesWithoutAnswer: number | null): LineHabits {
  const absent = observe(habits.absent, minutesWithoutAnswer === null ? 0 : 1)
  if (minutesWithoutAnswer === null) return { ...habits, absent }
  return { ...habits, absent, absentMinutes: observe(habits.absentMinutes, minutesWithoutAnswer) }
}

/**
 * Minutes from `now` until a point opens or comes back, planned for `planned`: late by what is usual, and once it is late,
 * expected to take that long still.
 */
export function minutesUntil(planned: number, now: number, usuallyLate: LearnedMean): number {
  return Math.max(planned - now, 0) + usuallyLate.mean
}

/** The returns of a line, for the virtual schedule. */
export function againOf({ again, againAfter, againMinutes }: LineHabits): Again {
  return { chance: again.mean, after: againAfter.mean, minutes: againMinutes.mean }
}

/** The minutes for which a waiting person is expected to occupy a point where a visit takes `visitMinutes`. */
export function expectedOccupancy(visitMinutes: number, { absent, absentMinutes, handover }: LineHabits): number {
  return (1 - absent.mean) * visitMinutes + absent.mean * absentMinutes.mean + handover.mean
}
