import 'server-only'
import { pointServing } from '@/lib/features/branches/server/public'
import { transition } from '../rules'
import { changeTicket } from './change-ticket'

type Body = { version?: number | undefined; servicePoint?: string | undefined }

/** Calls again: to the same service point or, for a no-show, to the given one. */
export const recallTicket = changeTicket<Body>({
  action: 'recall',
  permission: 'queue.serve',
  decide: (_, ticket, { branch, actor, body, now }) => {
    const { servicePoint } = body
    const before = branch.servicePoints.find((it) => it.id === ticket.servicePointId)
    // Who is called already may be called again at a room that has closed since; a no-show must come to an open one.
    const slug = servicePoint ?? (ticket.state === 'missed' ? before?.slug : undefined)
    const point = slug === undefined ? null : pointServing(branch, slug, ticket.serviceId)
    const act = { action: 'recall', at: now, ...(point && { servicePointId: point.id }) } as const
    return { after: transition(ticket, { ...act, ...(actor.kind === 'staff' && { staffId: actor.accountId }) }) }
  },
})
