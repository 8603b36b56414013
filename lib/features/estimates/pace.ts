/** How fast a member of staff is today: their visits, and the sum of how many times the expected time each took. */
export type Pace = { visits: number; times: number }

/** The pace at the beginning of each business day. */
export const newPace: Pace = { visits: 0, times: 0 }

/** How many visits of the usual length today's visits are weighed against. */
const usualWeight = 12
const outlierAt = 3

/** The pace after a visit that was expected to take `expected` minutes. */
export function afterPacedVisit({ visits, times }: Pace, minutes: number, expected: number): Pace {
  return { visits: visits + 1, times: times + Math.min(minutes / expected, outlierAt) }
}

/** The time of a visit today as a multiple of the usual one. */
export function paceOf({ visits, times }: Pace): number {
  return (usualWeight + times) / (usualWeight + visits)
}
