import type { Random } from './random'

/** Arrivals in percent, by quarter of an hour after opening. */
const perQuarter = [11, 14, 16, 15, 12, 10, 8, 6, 4, 3, 1]

/**
 * The arrival times of `count` visitors in minutes since opening, ascending: some wait at the doors, most come in the
 * first hour, and fewer towards noon.
 */
export function arrivalMinutes(count: number, random: Random): number[] {
  const quarters = perQuarter.map((share, quarter) => ({ share, quarter }))
  return Array.from({ length: count }, () => {
    const { quarter } = random.pick(quarters, (it) => it.share)
    return (quarter + random.next()) * 15
  }).sort((a, b) => a - b)
}
