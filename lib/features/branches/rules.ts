import { isOpenAt, nextOpening, type Schedule } from './opening-hours'

/** What a visitor can do at a service now, and from when if not now. */
export type Availability = { availability: 'open' | 'closed' | 'full'; opensAt: Date | null }

type ServiceState = { status: string; dailyCap: number | null; hours: Schedule }

/**
 * Whether a service issues tickets. Full means that its daily cap is reached; it opens again with the next business
 * day, which begins at `nextDayAt`.
 */
export function availabilityOf(
  service: ServiceState,
  issued: number,
  now: Date,
  timeZone: string,
  nextDayAt: Date,
): Availability {
  if (service.status !== 'open') return { availability: 'closed', opensAt: null }
  if (!isOpenAt(service.hours, now, timeZone))
    return { availability: 'closed', opensAt: nextOpening(service.hours, now, timeZone) }
  if (service.dailyCap === null || issued < service.dailyCap) return { availability: 'open', opensAt: null }
  const next = isOpenAt(service.hours, nextDayAt, timeZone)
    ? nextDayAt
    : nextOpening(service.hours, nextDayAt, timeZone)
  return { availability: 'full', opensAt: next }
}
