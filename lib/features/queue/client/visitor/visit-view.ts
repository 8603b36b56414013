import type { PlaceDto, QueueSnapshot, TicketDto, TicketState } from '../../contract'
import { outOfLine, standingIn } from '../../place-in-line'

/** The display state of a ticket; `near` is waiting with few ahead. */
export type VisitState = TicketState | 'near'

/** Up to this many people ahead count as near. */
const nearAhead = 2

const ended: ReadonlySet<TicketState> = new Set(['completed', 'cancelled', 'expired'])

/** Whether the ticket is in a final state. */
export function isOver(ticket: TicketDto): boolean {
  return ended.has(ticket.state)
}

export function visitStateOf(ticket: TicketDto): VisitState {
  const near = ticket.state === 'waiting' && ticket.peopleAhead !== null && ticket.peopleAhead <= nearAhead
  return near ? 'near' : ticket.state
}

/** A ticket derived from the public snapshot; null when the snapshot does not cover it and it must be requested. */
export function readSnapshot(ticket: TicketDto, queue: QueueSnapshot): TicketDto | null {
  if (queue.service !== ticket.service.slug || queue.branch !== ticket.branch) return ticket
  // Codes repeat each business day, so a snapshot of another day does not apply.
  if (queue.businessDate !== ticket.businessDate) return isOver(ticket) ? ticket : null
  const serving = queue.serving.find(({ code }) => code === ticket.code)
  const standing = standingIn(queue, ticket.code)
  if (isOver(ticket)) return serving || standing ? null : ticket
  if (serving) {
    const call = queue.calls.find(({ code }) => code === ticket.code)
    const room = call?.goTo ?? (ticket.goTo?.slug === serving.servicePoint ? ticket.goTo : null)
    return room === null ? null : notInLine(ticket, serving.state, room)
  }
  if (standing) return { ...ticket, ...standing, state: 'waiting' }
  if (queue.onHold.includes(ticket.code)) return notInLine(ticket, 'on_hold', ticket.goTo)
  if (queue.missed.includes(ticket.code)) return notInLine(ticket, 'missed', ticket.goTo)
  return null
}

/** A reduced snapshot: with codes only for queues of `tickets`, else with counts. */
export function forPhone(queue: QueueSnapshot, tickets: readonly TicketDto[]): QueueSnapshot {
  if (tickets.some((ticket) => ticket.service.slug === queue.service && !isOver(ticket))) return queue
  return { ...queue, waiting: [], ahead: [], waits: [], serving: [], onHold: [], missed: [], calls: [] }
}

function notInLine(ticket: TicketDto, state: TicketState, goTo: PlaceDto | null): TicketDto {
  return { ...ticket, ...outOfLine, state, goTo }
}

/** Beyond the length of line that a snapshot covers, tickets are requested, but not at every call. */
export function isBeyondSnapshot(ticket: TicketDto, queue: QueueSnapshot): boolean {
  return ticket.state === 'waiting' && queue.counts.waiting > queue.waiting.length
}

/**
 * Whether a ticket that the snapshot does not cover must be requested at once. One that may be called soon
 * must, also when a new day has begun, into which it may have been carried; the end of a long line can wait.
 */
export function isUrgent(tickets: readonly TicketDto[], queue: QueueSnapshot): boolean {
  const unknown = tickets.filter((ticket) => readSnapshot(ticket, queue) === null)
  return unknown.some(
    (ticket) =>
      ticket.state !== 'missed' && ticket.businessDate <= queue.businessDate && !isBeyondSnapshot(ticket, queue),
  )
}

/**
 * The current ticket: the server's newer version, else the known one updated from the newest snapshot.
 * Events come without the secret link, so the known one stays.
 */
export function mergeTicket(
  known: TicketDto | undefined,
  incoming: TicketDto,
  queue: QueueSnapshot | undefined,
): TicketDto {
  if (known !== undefined && known.version > incoming.version) return known
  const ticket = incoming.link === '' && known !== undefined ? { ...incoming, link: known.link } : incoming
  if (known === undefined || incoming.version > known.version) return ticket
  return queue === undefined || isOver(ticket) ? ticket : (readSnapshot(ticket, queue) ?? ticket)
}

const urgency: Record<VisitState, number> = {
  called: 0,
  in_service: 1,
  near: 2,
  missed: 3,
  waiting: 4,
  on_hold: 5,
  completed: 6,
  cancelled: 7,
  expired: 8,
}

/** The tickets of a visit, most relevant first. */
export function byUrgency(tickets: readonly TicketDto[]): TicketDto[] {
  return [...tickets].sort(
    (a, b) =>
      urgency[visitStateOf(a)] - urgency[visitStateOf(b)] ||
      (a.peopleAhead ?? 0) - (b.peopleAhead ?? 0) ||
      b.createdAt.localeCompare(a.createdAt),
  )
}

/** The dots of the line. `hiddenAhead` is the number of people left out of the drawing. */
export type LineDrawing = { serving: boolean; ahead: number; hiddenAhead: number; behind: number }

const mostAhead = 5
const mostBehind = 4

/** Lays out a place in line for the width of a phone. */
export function drawLine(ahead: number, behind: number, serving: boolean): LineDrawing {
  const shown = Math.min(ahead, mostAhead)
  return { serving, ahead: shown, hiddenAhead: ahead - shown, behind: Math.min(behind, mostBehind) }
}
