import { addDays, instantOf, localTime } from '@/lib/shared/time'

/** A weekly opening: minutes of the local day; `closesMinute` may pass 1440 into the next day. */
export type Opening = { weekday: number; opensMinute: number; closesMinute: number }

/** Whether a place with these hours is open at `now`. No hours at all means never. */
export function isOpenAt(hours: readonly Opening[], now: Date, timeZone: string): boolean {
  const { minute, weekday } = localTime(now, timeZone)
  const yesterday = (weekday + 6) % 7
  return hours.some(
    (it) =>
      (it.weekday === weekday && minute >= it.opensMinute && minute < it.closesMinute) ||
      (it.weekday === yesterday && minute + 1_440 < it.closesMinute),
  )
}

/** Whether a place with these hours stays open across `at`: it is open in the minute before and the one that begins then. */
export function isOpenAcross(hours: readonly Opening[], at: Date, timeZone: string): boolean {
  return isOpenAt(hours, new Date(at.getTime() - 60_000), timeZone) && isOpenAt(hours, at, timeZone)
}

/** The next opening after `now` within a week, or null. */
export function nextOpening(hours: readonly Opening[], now: Date, timeZone: string): Date | null {
  const { date, weekday } = localTime(now, timeZone)
  for (let ahead = 0; ahead <= 7; ahead++) {
    const starts = hours
      .filter((it) => it.weekday === (weekday + ahead) % 7)
      .map((it) => instantOf(addDays(date, ahead), it.opensMinute, timeZone))
      .filter((start) => start.getTime() > now.getTime())
      .sort((a, b) => a.getTime() - b.getTime())
    if (starts[0]) return starts[0]
  }
  return null
}

/** What a visitor can do at a service now, and from when if not now. */
export type Availability = { availability: 'open' | 'closed' | 'full'; opensAt: Date | null }

type ServiceState = { status: string; dailyCap: number | null; hours: readonly Opening[] }

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
