import 'server-only'
import type { Permission } from '@/lib/shared/permissions'
import { type Action, transition } from '../rules'
import { changeTicket } from './change-ticket'

type Versioned = { version?: number | undefined; endAnothers?: boolean | undefined }

const advance = (action: Action, permission: Permission, holderMay = false) =>
  changeTicket<Versioned>({
    action,
    permission,
    holderMay,
    decide: (_, ticket, { actor, now }) => ({
      after: transition(ticket, { action, at: now, ...(actor.kind === 'staff' && { staffId: actor.accountId }) }),
    }),
  })

/** The called visitor arrived: service begins. */
export const startTicket = advance('start', 'queue.serve')
/** The service is finished. */
export const finishTicket = advance('finish', 'queue.serve')
/** The called visitor did not come. */
export const markNoAnswer = advance('no_answer', 'queue.serve')
/** Puts the ticket on hold; it keeps its place. */
export const holdTicket = advance('hold', 'ticket.manage')
/** Returns the ticket to the line. */
export const resumeTicket = advance('resume', 'ticket.manage')
/** Cancels the ticket; the holder may do this too. */
export const cancelTicket = advance('cancel', 'ticket.manage', true)
