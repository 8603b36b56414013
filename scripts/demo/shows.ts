import type { QueueSnapshot, TicketDto } from '@/lib/features/queue/contract'
import type { LineTicketDto } from '@/lib/features/queue/line-contract'

/** The staff's line as the API answers it. */
export type Line = { service: string; version: number; tickets: LineTicketDto[] }

const isOver = (ticket: TicketDto): boolean => ['completed', 'cancelled', 'expired'].includes(ticket.state)

/** The codes of the open tickets of a queue. */
export function codesOn({ waiting, serving, onHold, missed }: QueueSnapshot): string[] {
  return [...waiting, ...serving.map((it) => it.code), ...onHold, ...missed]
}

/** Whether the hall screen shows the ticket's current state; after a recall, that it was called again. */
export function hallShows(snapshot: QueueSnapshot, ticket: TicketDto, isRecall: boolean): boolean {
  const { code, state } = ticket
  if (isRecall) return snapshot.calls.some((call) => call.code === code && call.kind === 'recall')
  const serving = snapshot.serving.find((it) => it.code === code)
  if (state === 'called' || state === 'in_service') return serving?.state === state
  if (state === 'waiting') return snapshot.waiting.includes(code)
  if (state === 'on_hold') return snapshot.onHold.includes(code)
  if (state === 'missed') return snapshot.missed.includes(code)
  return !codesOn(snapshot).includes(code)
}

/** Whether a console's line shows it. */
export function lineShows(line: Line, ticket: TicketDto): boolean {
  const there = line.tickets.find((it) => it.id === ticket.id)
  return isOver(ticket) ? there === undefined : there !== undefined && there.version >= ticket.version
}

/** Whether the holder's phone shows it. */
export function phoneShows(view: TicketDto, ticket: TicketDto): boolean {
  return view.version >= ticket.version
}
