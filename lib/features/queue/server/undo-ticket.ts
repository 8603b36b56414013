import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { AppError } from '@/lib/shared/errors'
import { isAtHand, type LastChange, type TicketFields, undone } from '../rules'
import { changeTicket } from './change-ticket'
import { fieldsFromJson } from './ticket-row'

type Versioned = { version?: number | undefined; endAnothers?: boolean | undefined }

/** The newest change that is neither an undo nor undone. */
async function lastChange(tx: Tx, ticketId: string): Promise<(LastChange & { id: string }) | null> {
  const rows = await tx.$queryRaw<{ id: string; action: string; at: Date; before: unknown }[]>`
    SELECT r.id, r.action, r.at, r.before FROM ticket_transition r
    WHERE r.ticket_id = ${ticketId}::uuid AND r.action <> 'undo'
      AND NOT EXISTS (SELECT 1 FROM ticket_transition u WHERE u.undo_of = r.id)
    ORDER BY r.version DESC LIMIT 1`
  const row = rows[0]
  return row ? { ...row, before: row.before === null ? null : fieldsFromJson(row.before) } : null
}

/** Nobody is brought back to a service point that has closed since. Throws `service_point_closed`. */
function assertOpen(branch: BranchRecord, before: TicketFields, { state, servicePointId }: TicketFields): void {
  const point = branch.servicePoints.find((it) => it.id === servicePointId)
  if (isAtHand(state) && !isAtHand(before.state) && point?.status === 'closed')
    throw new AppError('service_point_closed', { servicePoint: point.slug })
}

/** Undoes the last change of a ticket by appending to its history; nothing is deleted. */
export const undoTicket = changeTicket<Versioned>({
  action: 'undo',
  permission: 'ticket.manage',
  decide: async (tx, ticket, { now, branch }) => {
    const last = await lastChange(tx, ticket.id)
    const after = undone(last, now)
    assertOpen(branch, ticket, after)
    return { after, ...(last && { undoOf: last.id, undoes: last.at }) }
  },
})
