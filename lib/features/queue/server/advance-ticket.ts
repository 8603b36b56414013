import 'server-only'
import type { Permission } from '@/lib/shared/permissions'
import { type Action, transition } from '../rules'
import { changeTicket } from './change-ticket'

type Versioned = { version?: number | undefined }

const advance = (action: Action, permission: Permission, holderMay = false) =>
  changeTicket<Versioned>({
    action,
    permission,
    holderMay,
    decide: (_, ticket, { actor, now }) => ({
      after: transition(ticket, { action, at: now, ...(actor.kind === 'staff' && { staffId: actor.accountId }) }),
    }),
  })

/** The called visitor came: service begins. */
export const startTicket = advance('start', 'queue.serve')
/** Service is done. */
export const finishTicket = advance('finish', 'queue.serve')
/** The called visitor did not come. */
export const markNoAnswer = advance('no_answer', 'queue.serve')
/** Puts aside, keeping the place earned. */
export const holdTicket = advance('hold', 'ticket.manage')
/** Back into the line. */
export const resumeTicket = advance('resume', 'ticket.manage')
/** Leaves the line; the holder may. */
export const cancelTicket = advance('cancel', 'ticket.manage', true)
