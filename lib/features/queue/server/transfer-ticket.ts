import 'server-only'
import { serviceOf } from '@/lib/features/branches/server/branch-directory'
import { AppError } from '@/lib/shared/errors'
import { transition } from '../rules'
import { changeTicket } from './change-ticket'

type Body = { version?: number | undefined; service: string }

/** Moves to another queue of the branch. Throws `already_in_line` when the visit stands there already. */
export const transferTicket = changeTicket<Body>({
  action: 'transfer',
  permission: 'ticket.manage',
  decide: async (tx, ticket, { branch, body, now }) => {
    const target = serviceOf(branch, body.service)
    if (target.id === ticket.serviceId) throw new AppError('wrong_state', { state: ticket.state, action: 'transfer' })
    const active = ['waiting', 'called', 'in_service', 'on_hold']
    const there = await tx.ticket.findFirst({
      where: { visitId: ticket.visitId, serviceId: target.id, state: { in: active } },
      select: { code: true },
    })
    if (there) throw new AppError('already_in_line', { code: there.code })
    return { after: transition(ticket, { action: 'transfer', at: now, serviceId: target.id }) }
  },
})
