import type { Opening } from '../../opening-hours'

/** A weekly opening as a person types it: two times of the clock. One that closes no later than it opens closes the next day. */
export type TypedOpening = { weekday: number; opens: string; closes: string }

const day = 1_440

/** A minute of the local day as a time field holds it, `08:30`; minutes of the next day by its clock. */
export function clockOf(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor((minute % day) / 60))}:${two(minute % 60)}`
}

/** The minute of the day of `08:30`; null when nothing is chosen. */
export function minuteOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** Whether an opening reaches into the next day beyond midnight. */
export function closesNextDay({ opens, closes }: TypedOpening): boolean {
  return opens !== '' && closes !== '' && closes !== '00:00' && closes <= opens
}

/** Whether it is open from midnight to midnight. */
export function isWholeDay({ opens, closes }: TypedOpening): boolean {
  return opens === '00:00' && closes === '00:00'
}

export function typedOpening({ weekday, opensMinute, closesMinute }: Opening): TypedOpening {
  return { weekday, opens: clockOf(opensMinute), closes: clockOf(closesMinute) }
}

/** The opening that was typed; null when a time is missing. */
export function openingOf({ weekday, opens, closes }: TypedOpening): Opening | null {
  const [opensMinute, closesMinute] = [minuteOf(opens), minuteOf(closes)]
  if (opensMinute === null || closesMinute === null) return null
  return { weekday, opensMinute, closesMinute: closesMinute > opensMinute ? closesMinute : closesMinute + day }
}
