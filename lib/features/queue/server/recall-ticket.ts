import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { transition } from '../rules'
import { changeTicket } from './change-ticket'

type Body = { version?: number | undefined; servicePoint?: string | undefined }

/** Calls again: to the same service point or, for a no-show, to the given one. */
export const recallTicket = changeTicket<Body>({
  action: 'recall',
  permission: 'queue.serve',
  decide: (_, ticket, { branch, actor, body, now }) => {
    const point = branch.servicePoints.find((it) => it.slug === body.servicePoint)
    if (body.servicePoint !== undefined && !point) throw new AppError('unknown_service_point')
    if (point && !point.serviceIds.includes(ticket.serviceId)) throw new AppError('service_point_not_serving')
    const act = { action: 'recall', at: now, ...(point && { servicePointId: point.id }) } as const
    return { after: transition(ticket, { ...act, ...(actor.kind === 'staff' && { staffId: actor.accountId }) }) }
  },
})
