const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(timeZone, made)
  return made
}

/** The wall clock of a zone. `date` is `YYYY-MM-DD`, `minute` counts from local midnight, `weekday` 0 is Sunday. */
export type LocalTime = { date: string; dayBefore: string; minute: number; weekday: number }

const dayMs = 86_400_000

const minuteMs = 60_000
const remembered = new Map<string, LocalTime>()
const rememberedAtMost = 1_000

/**
 * The wall clock of `timeZone` (IANA name) at `at`. Throws RangeError for an unknown zone. Results of the last minutes
 * are cached: formatting a date costs as much as parsing a request.
 */
export function localTime(at: Date, timeZone: string): LocalTime {
  const key = `${Math.floor(at.getTime() / minuteMs)} ${timeZone}`
  const known = remembered.get(key)
  if (known) return known
  if (remembered.size >= rememberedAtMost) remembered.clear()
  const read = readClock(at, timeZone)
  remembered.set(key, read)
  return read
}

function readClock(at: Date, timeZone: string): LocalTime {
  const part: Record<string, string> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(at)) part[type] = value
  const date = `${part['year']}-${part['month']}-${part['day']}`
  return {
    date,
    dayBefore: addDays(date, -1),
    minute: Number(part['hour']) * 60 + Number(part['minute']),
    weekday: new Date(`${date}T00:00:00Z`).getUTCDay(),
  }
}

/** Adds days to a date: `addDays('2026-03-01', -1)` is `2026-02-28`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/**
 * The business day that `at` belongs to, as `YYYY-MM-DD`: it begins at `dayStartsMinute` of the local day,
 * so that a branch open past midnight keeps one day's numbers.
 */
export function businessDate(at: Date, timeZone: string, dayStartsMinute: number): string {
  const local = localTime(at, timeZone)
  return local.minute < dayStartsMinute ? local.dayBefore : local.date
}

/** How many minutes of its business day have passed at `at`, as the clocks of the zone show them. */
export function businessMinute(
  at: Date,
  { timeZone, dayStartsMinute }: { timeZone: string; dayStartsMinute: number },
): number {
  return (localTime(at, timeZone).minute - dayStartsMinute + 1_440) % 1_440
}

/** The first instant at which the zone's clocks show `date` and `minute` or later (`minute` may exceed 1440). */
export function instantOf(date: string, minute: number, timeZone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * 60_000
  let guess = wanted
  for (let round = 0; round < 3; round++) {
    const local = localTime(new Date(guess), timeZone)
    const shown = Date.parse(`${local.date}T00:00:00Z`) + local.minute * 60_000
    if (shown === wanted) break
    guess += wanted - shown
  }
  return new Date(guess)
}
