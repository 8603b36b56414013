import { type OutboxRow } from '@/lib/client/outbox'
import { type Sent, sendOrKeep } from '@/lib/client/send-or-keep'
import type { LocalisedText } from '@/lib/shared/fields'
import type { TicketDto } from '../../contract'
import { cancel, joinQueue } from '../../visitor-endpoints'

/** Expiry of a queued join, in milliseconds. */
const joinExpiryMs = 60 * 60_000
/** The ordering key of the outbox: joins and leaves from one phone are sent in order. */
const aggregate = 'turns'

/** Takes a turn, or queues the command while offline. */
export function joinLine(service: { slug: string; name: LocalisedText }, branch: string): Promise<Sent<TicketDto>> {
  return sendOrKeep<TicketDto>({
    endpoint: joinQueue,
    body: { service: service.slug, branch },
    as: 'visitor',
    label: service.name,
    aggregate,
    sendBefore: new Date(Date.now() + joinExpiryMs),
  })
}

/** Leaves the line, or queues the command while offline. */
export function leaveLine(ticket: TicketDto, visitToken: string): Promise<Sent<TicketDto>> {
  return sendOrKeep<TicketDto>({
    endpoint: cancel,
    params: { id: ticket.id },
    body: {},
    visitToken,
    as: 'visitor',
    label: ticket.service.name,
    aggregate,
  })
}

/** The command of a queued row. */
export function kindOf(row: OutboxRow): 'join' | 'leave' | 'other' {
  if (row.endpoint.path === joinQueue.path) return 'join'
  return row.endpoint.path === cancel.path ? 'leave' : 'other'
}

/** The unsent request for a turn in this queue, if any. Requests that wait for a decision of the person do not count. */
export function waitingJoin(rows: readonly OutboxRow[], service: string, branch: string): OutboxRow | undefined {
  return rows.find((row) => {
    const body = row.body as { service?: string; branch?: string } | undefined
    return row.waitsFor !== 'person' && kindOf(row) === 'join' && body?.service === service && body.branch === branch
  })
}

/** The unsent cancellation of this ticket, if any. */
export function waitingLeave(rows: readonly OutboxRow[], ticket: TicketDto): OutboxRow | undefined {
  return rows.find((row) => row.waitsFor !== 'person' && kindOf(row) === 'leave' && row.params['id'] === ticket.id)
}
