import 'server-only'
import { serviceOf } from '@/lib/features/branches/server/public'
import { begin } from '@/lib/features/journeys/changes'
import { findPlan } from '@/lib/features/journeys/server/public'
import { sentBy } from '@/lib/features/journeys/visit-plan'
import { AppError } from '@/lib/shared/errors'
import { transition } from '../rules'
import { changeTicket } from './change-ticket'

type Body = { version?: number | undefined; service: string; endAnothers?: boolean | undefined }

/** Moves the ticket to another queue of the branch. In a visit with a plan its step there begins, whatever should come before. */
export const transferTicket = changeTicket<Body>({
  action: 'transfer',
  permission: 'ticket.manage',
  plan: async (tx, ticket, { branch, body }) => {
    const before = ticket.isJourney ? await findPlan(tx, ticket.visitId) : null
    if (!before) return null
    const steps = begin(before.steps, serviceOf(branch, body.service).id)
    return { before, after: sentBy('staff', before, steps), next: null }
  },
  decide: (_, ticket, { branch, body, now }) => {
    const target = serviceOf(branch, body.service)
    if (target.id === ticket.serviceId) throw new AppError('wrong_state', { state: ticket.state, action: 'transfer' })
    if (target.status === 'closed') throw new AppError('service_closed', { service: target.slug, opensAt: null })
    return { after: transition(ticket, { action: 'transfer', at: now, serviceId: target.id }) }
  },
})
