import 'server-only'
import { serviceOf } from '@/lib/features/branches/server/public'
import { AppError } from '@/lib/shared/errors'
import { transition } from '../rules'
import { changeTicket } from './change-ticket'

type Body = { version?: number | undefined; service: string; endAnothers?: boolean | undefined }

/** Moves the ticket to another queue of the branch. */
export const transferTicket = changeTicket<Body>({
  action: 'transfer',
  permission: 'ticket.manage',
  decide: (_, ticket, { branch, body, now }) => {
    const target = serviceOf(branch, body.service)
    if (target.id === ticket.serviceId) throw new AppError('wrong_state', { state: ticket.state, action: 'transfer' })
    if (target.status === 'closed') throw new AppError('service_closed', { service: target.slug, opensAt: null })
    return { after: transition(ticket, { action: 'transfer', at: now, serviceId: target.id }) }
  },
})
