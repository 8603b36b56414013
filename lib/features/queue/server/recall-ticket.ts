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
    const point = servicePoint === undefined ? null : pointServing(branch, servicePoint, ticket.serviceId)
    const act = { action: 'recall', at: now, ...(point && { servicePointId: point.id }) } as const
    return { after: transition(ticket, { ...act, ...(actor.kind === 'staff' && { staffId: actor.accountId }) }) }
  },
})
