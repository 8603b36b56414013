import type { LineTicketDto } from '../../line-contract'
import { isAtHand as isAtHandIn } from '../../rules'

/** One clinic's line as `GET …/line` answers it. */
export type Line = { service: string; version: number; tickets: readonly LineTicketDto[] }

export const lineTabs = ['waiting', 'on_hold', 'missed'] as const
export type LineTab = (typeof lineTabs)[number]

/** The tickets of one part of the line, in the server's order: the order of call. */
export function ticketsOf(line: Line | undefined, tab: LineTab): readonly LineTicketDto[] {
  return line?.tickets.filter((ticket) => ticket.state === tab) ?? []
}

/** Who is called next: people called or in service at another clinic are skipped. */
export function nextOf(line: Line | undefined): LineTicketDto | null {
  return ticketsOf(line, 'waiting').find((ticket) => ticket.busyAt === null) ?? null
}

const isAtHand = ({ state }: LineTicketDto) => isAtHandIn(state)

/** The ticket called to or in service at a service point, from any line. */
export function currentAt(lines: readonly Line[], servicePoint: string | null): LineTicketDto | null {
  const here = lines
    .flatMap((line) => line.tickets)
    .filter((ticket) => isAtHand(ticket) && ticket.servicePoint === servicePoint)
  return here.find((ticket) => ticket.state === 'called') ?? here[0] ?? null
}

/** Tickets called or in service at the other points of this line. */
export function elsewhere(line: Line | undefined, servicePoint: string | null): readonly LineTicketDto[] {
  return line?.tickets.filter((ticket) => isAtHand(ticket) && ticket.servicePoint !== servicePoint) ?? []
}

/** Whole minutes a ticket has waited, or waited until it was called. */
export function minutesWaited(ticket: LineTicketDto, now: number): number {
  const until = isAtHand(ticket) && ticket.calledAt !== null ? Date.parse(ticket.calledAt) : now
  return Math.max(0, Math.floor((until - Date.parse(ticket.waitingSince)) / 60_000))
}

/** The longest current wait in the line; null when it is empty. */
export function longestWait(line: Line | undefined, now: number): number | null {
  const waits = ticketsOf(line, 'waiting').map((ticket) => minutesWaited(ticket, now))
  return waits.length === 0 ? null : Math.max(...waits)
}

/**
 * The typical wait in a line, in minutes: today's average or the middle of those who wait now, whichever is longer, and
 * at least one service. So a line that came all at once stands out nowhere.
 */
export function typicalWait(
  line: Line | undefined,
  now: number,
  day: { averageWaitMinutes: number | null; typicalMinutes: number },
): number {
  const waits = ticketsOf(line, 'waiting')
    .map((ticket) => minutesWaited(ticket, now))
    .sort((one, other) => one - other)
  return Math.max(day.averageWaitMinutes ?? 0, waits[Math.floor(waits.length / 2)] ?? 0, day.typicalMinutes)
}

/** Whether a wait stands out: three times the typical one. */
export function standsOut(minutes: number, typical: number): boolean {
  return minutes >= 3 * typical
}
