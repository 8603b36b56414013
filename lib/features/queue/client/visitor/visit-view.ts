import type { PlaceDto, QueueSnapshot, TicketDto, TicketState } from '../../contract'

/** What a visitor sees of a ticket; `near` is a waiting one with few ahead. */
export type VisitState = TicketState | 'near'

/** So many ahead is close enough to stay by the door. */
const nearAhead = 2

const ended: ReadonlySet<TicketState> = new Set(['completed', 'cancelled', 'expired'])

/** Whether nothing more is expected of this ticket. */
export function isOver(ticket: TicketDto): boolean {
  return ended.has(ticket.state)
}

export function visitStateOf(ticket: TicketDto): VisitState {
  const near = ticket.state === 'waiting' && ticket.peopleAhead !== null && ticket.peopleAhead <= nearAhead
  return near ? 'near' : ticket.state
}

/** A ticket as the hall's public news tells it, or null when the news cannot tell and the ticket must be asked for. */
export function readSnapshot(ticket: TicketDto, queue: QueueSnapshot): TicketDto | null {
  if (queue.service !== ticket.service.slug || queue.branch !== ticket.branch) return ticket
  // A new day begins again with the same codes: they are other people's.
  if (queue.businessDate !== ticket.businessDate) return isOver(ticket) ? ticket : null
  const serving = queue.serving.find(({ code }) => code === ticket.code)
  const index = queue.waiting.indexOf(ticket.code)
  if (isOver(ticket)) return serving || index >= 0 ? null : ticket
  if (serving) {
    const call = queue.calls.find(({ code }) => code === ticket.code)
    const room = call?.goTo ?? (ticket.goTo?.slug === serving.servicePoint ? ticket.goTo : null)
    return room === null ? null : outOfLine(ticket, serving.state, room)
  }
  if (index >= 0) {
    const peopleBehind = Math.max(0, queue.counts.waiting - index - 1)
    return { ...ticket, state: 'waiting', place: index + 1, peopleAhead: index, peopleBehind }
  }
  if (queue.onHold.includes(ticket.code)) return outOfLine(ticket, 'on_hold', ticket.goTo)
  if (queue.missed.includes(ticket.code)) return outOfLine(ticket, 'missed', ticket.goTo)
  return null
}

/** A snapshot as little as a page needs: the codes only of a queue that one of `tickets` is in, else the counts. */
export function forPhone(queue: QueueSnapshot, tickets: readonly TicketDto[]): QueueSnapshot {
  if (tickets.some((ticket) => ticket.service.slug === queue.service && !isOver(ticket))) return queue
  return { ...queue, waiting: [], serving: [], onHold: [], missed: [], calls: [] }
}

function outOfLine(ticket: TicketDto, state: TicketState, goTo: PlaceDto | null): TicketDto {
  return { ...ticket, state, goTo, place: null, peopleAhead: null, peopleBehind: null }
}

/** A line longer than a snapshot tells of: those at its end are asked for, but not at every call. */
export function isBeyondSnapshot(ticket: TicketDto, queue: QueueSnapshot): boolean {
  return ticket.state === 'waiting' && queue.counts.waiting > queue.waiting.length
}

/**
 * Whether the server must be asked at once about a ticket that the news cannot tell of. Somebody whose turn it may be
 * must know; the far end of a long line can wait, and so can a turn of a day that is over.
 */
export function isUrgent(tickets: readonly TicketDto[], queue: QueueSnapshot): boolean {
  const unknown = tickets.filter((ticket) => readSnapshot(ticket, queue) === null)
  return unknown.some(
    (ticket) =>
      ticket.state !== 'missed' && ticket.businessDate === queue.businessDate && !isBeyondSnapshot(ticket, queue),
  )
}

/**
 * The ticket to believe: the server's newer version, else what is known brought up to the newest snapshot.
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

/** The tickets of a visit, the one that matters now first. */
export function byUrgency(tickets: readonly TicketDto[]): TicketDto[] {
  return [...tickets].sort(
    (a, b) =>
      urgency[visitStateOf(a)] - urgency[visitStateOf(b)] ||
      (a.peopleAhead ?? 0) - (b.peopleAhead ?? 0) ||
      b.createdAt.localeCompare(a.createdAt),
  )
}

/** The line as dots. `hiddenAhead` is how many people the drawing leaves out. */
export type LineDrawing = { serving: boolean; ahead: number; hiddenAhead: number; behind: number }

const mostAhead = 5
const mostBehind = 4

/** How to draw a place in line on the width of a phone. */
export function drawLine(ahead: number, behind: number, serving: boolean): LineDrawing {
  const shown = Math.min(ahead, mostAhead)
  return { serving, ahead: shown, hiddenAhead: ahead - shown, behind: Math.min(behind, mostBehind) }
}
