/** What was planned for a service point. All times are minutes of the day. */
export type PlannedPoint = {
  id: string
  staff: string
  lines: readonly string[]
  from: number
  /** Infinity: until the last visitor. */
  until: number
  breaks: readonly { from: number; until: number }[]
}

export type Booking = { person: string; line: string; at: number }

/** The place in the order of call: first by class, then since when it counts, then by number. */
export type Rank = { level: number; credit: number; number: number }

export type LogEvent = { at: number } & (
  | { kind: 'join'; person: string; line: string; rank: Rank; point?: string }
  | { kind: 'call'; person: string; point: string }
  /** `again`: sent elsewhere, will come back to the same point. */
  | { kind: 'end'; person: string; point: string; again: boolean }
  | { kind: 'absent'; person: string; point: string }
  | { kind: 'leave'; person: string }
  | { kind: 'open'; point: string }
  /** `back` is when it is planned to go on; null when it is not. */
  | { kind: 'away'; point: string; back: number | null }
)

/** A day of a branch as Dawr sees it: what was planned, and what happened, in order of time. */
export type DayLog = { points: readonly PlannedPoint[]; bookings: readonly Booking[]; events: readonly LogEvent[] }

/** A booking counts as if its holder had come so many minutes before the booked time. */
export const bookingCredit = 30

/** Sorts by the order of call. */
export function byRank(one: Rank, other: Rank): number {
  return one.level - other.level || one.credit - other.credit || one.number - other.number
}
