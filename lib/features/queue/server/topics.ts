import type { NewEvent } from '@/lib/server/events/event'
import { snapshotType } from '@/lib/server/events/event'
import type { Topic } from '@/lib/shared/topics'
import type { QueueSnapshot, TicketDto } from '../contract'

/** Public: the state of a queue, without names. */
export const queueTopic = (serviceId: string): Topic => `queue:${serviceId}`
/** Staff of the branch: something in the line changed. */
export const lineTopic = (serviceId: string): Topic => `line:${serviceId}`
/** The holder and the staff: this ticket changed. */
export const ticketTopic = (ticketId: string): Topic => `ticket:${ticketId}`

/** What a changed queue tells the hall and the staff. */
export function queueEvents(serviceId: string, snapshot: QueueSnapshot): NewEvent[] {
  const { service, version } = snapshot
  return [
    { topic: queueTopic(serviceId), type: snapshotType, body: snapshot },
    { topic: lineTopic(serviceId), type: 'line_update', body: { service, version } },
  ]
}

/** What a changed ticket tells its holder. The name and the secret link stay out of the event log. */
export function ticketEvent(ticket: TicketDto): NewEvent {
  return { topic: ticketTopic(ticket.id), type: 'ticket_update', body: { ...ticket, holderName: null } }
}
