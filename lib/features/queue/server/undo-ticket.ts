import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { findPlan, planBeforeFromJson } from '@/lib/features/journeys/server/public'
import { type PlanBefore, planUndone } from '@/lib/features/journeys/visit-plan'
import type { Tx } from '@/lib/server/db/client'
import { AppError } from '@/lib/shared/errors'
import { isAtHand, type LastChange, type TicketFields, undone } from '../rules'
import { changeTicket } from './change-ticket'
import type { PlanMove } from './plan-move'
import { fieldsFromJson, type TicketRow } from './ticket-row'

type Versioned = { version?: number | undefined; endAnothers?: boolean | undefined }

type Last = LastChange & { id: string; plan: PlanBefore | null }

/** The newest change that is neither an undo nor undone. */
async function lastChange(tx: Tx, ticketId: string): Promise<Last | null> {
  const rows = await tx.$queryRaw<{ id: string; action: string; at: Date; before: unknown }[]>`
    SELECT r.id, r.action, r.at, r.before FROM ticket_transition r
    WHERE r.ticket_id = ${ticketId}::uuid AND r.action <> 'undo'
      AND NOT EXISTS (SELECT 1 FROM ticket_transition u WHERE u.undo_of = r.id)
    ORDER BY r.version DESC LIMIT 1`
  const row = rows[0]
  if (!row) return null
  if (row.before === null) return { ...row, before: null, plan: null }
  return { ...row, before: fieldsFromJson(row.before), plan: planBeforeFromJson(row.before) }
}

/** The plan of the visit as before a change; null when that left the plan alone. */
async function planMoveOf(tx: Tx, ticket: TicketRow, last: Last | null): Promise<PlanMove | null> {
  const before = last?.plan ? await findPlan(tx, ticket.visitId) : null
  return before && last?.plan ? { before, after: planUndone(before, last.plan), next: null } : null
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
    const move = await planMoveOf(tx, ticket, last)
    return { after, move, ...(last && { undoOf: last.id, undoes: last.at }) }
  },
})
