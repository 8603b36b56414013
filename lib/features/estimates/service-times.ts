import { assumed, type LearnedMean, observe } from './learned-mean'

/**
 * How long a visitor occupies a service point, in minutes from the call to the end: of a clinic, or of one member of
 * staff in it. Starts as the administrator's typical minutes. `median` only limits outliers.
 */
export type ServiceTimes = LearnedMean & { median: number }

/** Visits left open for longer were forgotten: nothing is learned from them. */
const forgottenAfter = 180
/** A visit counts for at most this multiple of the median. */
const outlierAt = 3
const medianStep = 0.05
/** How many visits to a member of staff count as much as the clinic's mean. */
const staffWeight = 10

/** The times before the first visit. */
export function newServiceTimes(typicalMinutes: number): ServiceTimes {
  return { ...assumed(typicalMinutes), median: typicalMinutes }
}

/** The times after a visit of `minutes` ended. */
export function afterVisit(times: ServiceTimes, minutes: number): ServiceTimes {
  if (!(minutes >= 0 && minutes <= forgottenAfter)) return times
  const { median } = times
  return {
    ...observe(times, Math.min(minutes, outlierAt * median)),
    median: median * (1 + medianStep * Math.sign(minutes - median)),
  }
}

/** The mean for a member of staff: the clinic's, and their own the more visits they had. */
export function blendedMinutes(clinic: ServiceTimes, staff: ServiceTimes | null): number {
  if (!staff) return clinic.mean
  return (staff.count * staff.mean + staffWeight * clinic.mean) / (staff.count + staffWeight)
}
