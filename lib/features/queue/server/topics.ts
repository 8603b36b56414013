import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { eventOf, type NewEvent } from '@/lib/server/events/event'
import { type Topic, topicOf } from '@/lib/shared/topic-kind'
import type { QueueSnapshot, TicketDto } from '../contract'
import { lineKind, queueKind, ticketKind } from '../topics'

/** The topic of a queue's public state. */
export const queueTopic = (serviceId: string): Topic => topicOf(queueKind, serviceId)

/** The events of a changed queue for hall and staff. */
export function queueEvents(serviceId: string, snapshot: QueueSnapshot): NewEvent[] {
  const { service, version } = snapshot
  return [
    eventOf(queueKind, serviceId, 'queue_update', snapshot),
    eventOf(lineKind, serviceId, 'line_update', { service, version }),
  ]
}

/** The events for the staff of other queues when a visitor in their line is called elsewhere, or is free again. */
export function lineEvents({ services }: BranchRecord, serviceIds: ReadonlySet<string>): NewEvent[] {
  return services.flatMap(({ id, slug }) =>
    serviceIds.has(id) ? [eventOf(lineKind, id, 'line_people', { service: slug })] : [],
  )
}

/** The event of a changed ticket for its holder, without the secret link. */
export function ticketEvent(ticket: TicketDto): NewEvent {
  return eventOf(ticketKind, ticket.id, 'ticket_update', { ...ticket, holderName: null, link: '' })
}
