import 'server-only'
import type { Permission } from '@/lib/shared/permissions'
import { type Action, transition } from '../rules'
import { changeTicket } from './change-ticket'
import { planFinish, planResume } from './plan-move'

type Versioned = { version?: number | undefined; endAnothers?: boolean | undefined }

const advance = (action: Action, permission: Permission, holderMay = false) =>
  changeTicket<Versioned>({
    action,
    permission,
    holderMay,
    ...(action === 'resume' && { plan: planResume }),
    ...(action === 'finish' && { plan: (tx, ticket, { branch, now }) => planFinish(tx, branch, ticket, now) }),
    decide: (_, ticket, { actor, now, move }) => {
      const by = actor.kind === 'staff' && { staffId: actor.accountId }
      return { after: transition(ticket, { action, at: now, ...by, next: move?.next ?? null }) }
    },
  })

/** The called visitor arrived: service begins. */
export const startTicket = advance('start', 'queue.serve')
/** The service is finished: a visit with a plan goes on to its next clinic. */
export const finishTicket = advance('finish', 'queue.serve')
/** The called visitor did not come. */
export const markNoAnswer = advance('no_answer', 'queue.serve')
/** Puts the ticket on hold; it keeps its place. */
export const holdTicket = advance('hold', 'ticket.manage')
/** Returns the ticket to the line. */
export const resumeTicket = advance('resume', 'ticket.manage')
/** Cancels the ticket; the holder may do this too. */
export const cancelTicket = advance('cancel', 'ticket.manage', true)
