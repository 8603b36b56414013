import { addDays, instantOf, type LocalTime, localTime } from '@/lib/shared/time'

/** A weekly opening: minutes of the local day; `closesMinute` may pass 1440 into the next day. */
export type Opening = { weekday: number; opensMinute: number; closesMinute: number }

/** Other hours from `from` to `to`, both included (`YYYY-MM-DD`); a holiday has no openings. */
export type HoursException = { from: string; to: string; openings: readonly Opening[] }

/** The weekly hours of a place, and the exceptions, of which the first that covers a date replaces the weekly hours. */
export type Schedule = { weekly: readonly Opening[]; exceptions: readonly HoursException[] }

/** No gap of a schedule that people still wait for is longer: the search for the next opening ends here. */
const daysAhead = 60

/** The openings that begin on a date, whose weekday is given. */
function openingsOn({ weekly, exceptions }: Schedule, date: string, weekday: number): Opening[] {
  const openings = exceptions.find((it) => it.from <= date && date <= it.to)?.openings ?? weekly
  return openings.filter((it) => it.weekday === weekday)
}

function isOpenOn(schedule: Schedule, { date, dayBefore, minute, weekday }: LocalTime): boolean {
  return (
    openingsOn(schedule, date, weekday).some((it) => minute >= it.opensMinute && minute < it.closesMinute) ||
    openingsOn(schedule, dayBefore, (weekday + 6) % 7).some((it) => minute + 1_440 < it.closesMinute)
  )
}

/** Whether a place with these hours is open at `now`. No hours at all means never. */
export function isOpenAt(schedule: Schedule, now: Date, timeZone: string): boolean {
  return isOpenOn(schedule, localTime(now, timeZone))
}

/** Whether a place with these hours stays open across `at`: it is open in the minute before and the one that begins then. */
export function isOpenAcross(schedule: Schedule, at: Date, timeZone: string): boolean {
  return isOpenAt(schedule, new Date(at.getTime() - 60_000), timeZone) && isOpenAt(schedule, at, timeZone)
}

/** When a place that is open at `now` closes; null while it is closed, and where it stays open for a day and longer (`until`). */
export function closingAt(
  schedule: Schedule,
  now: Date,
  timeZone: string,
  until = new Date(now.getTime() + 86_400_000),
): Date | null {
  const { date, dayBefore, minute, weekday } = localTime(now, timeZone)
  const ends = [
    ...openingsOn(schedule, date, weekday).filter((it) => minute >= it.opensMinute),
    ...openingsOn(schedule, dayBefore, (weekday + 6) % 7).map((it) => ({ closesMinute: it.closesMinute - 1_440 })),
  ].flatMap(({ closesMinute }) => (closesMinute > minute ? [instantOf(date, closesMinute, timeZone).getTime()] : []))
  if (ends.length === 0) return null
  const end = new Date(Math.max(...ends))
  if (end.getTime() >= until.getTime()) return null
  // Another opening may begin where this one ends.
  return isOpenAt(schedule, end, timeZone) ? closingAt(schedule, end, timeZone, until) : end
}

/** The next opening after `now` within 60 days, or null. */
export function nextOpening(schedule: Schedule, now: Date, timeZone: string): Date | null {
  const { date, weekday } = localTime(now, timeZone)
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const day = addDays(date, ahead)
    const starts = openingsOn(schedule, day, (weekday + ahead) % 7)
      .map((it) => instantOf(day, it.opensMinute, timeZone))
      .filter((start) => start.getTime() > now.getTime())
      .sort((a, b) => a.getTime() - b.getTime())
    if (starts[0]) return starts[0]
  }
  return null
}

/** Why openings of one week cannot stand together; null if they can. One that ends when another begins is fine. */
export function faultOf(
  openings: readonly Opening[],
): 'ends_before_it_begins' | 'longer_than_a_day' | 'overlap' | null {
  if (openings.some((it) => it.closesMinute <= it.opensMinute)) return 'ends_before_it_begins'
  if (openings.some((it) => it.closesMinute - it.opensMinute > 1_440)) return 'longer_than_a_day'
  const spans = openings
    .map((it) => ({ from: it.weekday * 1_440 + it.opensMinute, to: it.weekday * 1_440 + it.closesMinute }))
    .sort((a, b) => a.from - b.from)
  const [first] = spans
  // The last opening of the week may reach into the first of the next.
  const round = first ? [...spans, { from: first.from + 7 * 1_440, to: first.to }] : []
  return round.slice(1).some((it, i) => it.from < (spans[i]?.to ?? 0)) ? 'overlap' : null
}

/** Whether a weekday comes between two dates, both included. */
export function isInPeriod(weekday: number, from: string, to: string): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return (weekday - new Date(from).getUTCDay() + 7) % 7 <= days
}
