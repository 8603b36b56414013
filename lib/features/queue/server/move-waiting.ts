import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { findPlan } from '@/lib/features/journeys/server/public'
import type { VisitPlan } from '@/lib/features/journeys/visit-plan'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import type { PlanMove } from './plan-move'
import { lockLines, lockVisitOf } from './queue-locks'
import { assertNotInLine, findRivals } from './rival-tickets'
import { findTicket, type TicketRow } from './ticket-row'
import { transitionOnPlan } from './transition-on-plan'
import { writeChanges } from './write-ticket'

const nothing = { events: [], audit: [] }

/**
 * Sends somebody who waits with a plan elsewhere, by the system: `decide` says where, under the lock of the visit. Nothing
 * happens when they stay, or were called meanwhile.
 */
export async function moveWaiting(
  tx: Tx,
  branch: BranchRecord,
  ticketId: string,
  now: Date,
  decide: (ticket: TicketRow, plan: VisitPlan) => Promise<PlanMove | null>,
): Promise<{ events: NewEvent[]; audit: AuditChange[] }> {
  await lockVisitOf(tx, ticketId)
  const seen = await findTicket(tx, ticketId)
  const plan = seen?.isJourney ? await findPlan(tx, seen.visitId) : null
  const move = seen && plan ? await decide(seen, plan) : null
  if (!seen || !move?.next) return nothing
  const businessDate = seen.businessDate.toISOString().slice(0, 10)
  await lockLines(tx, { branch, queues: [seen.serviceId, move.next.serviceId], businessDate })
  const after = transitionOnPlan(seen, move, now)
  const { ticket, rivals } = await findRivals(tx, seen, after)
  if (ticket.version !== seen.version) return nothing
  assertNotInLine(rivals, ticket, after)
  const mates = rivals.filter((it) => it.visitId === ticket.visitId)
  const changes = [{ before: ticket, after, action: 'replan' as const, move }]
  const { events, audit } = await writeChanges(tx, { branch, changes, mates, businessDate, actor: null, at: now })
  return { events, audit }
}

/** The tickets of visits with a plan that wait, in line or on hold, on one day of a branch. */
export async function listWaitingJourneys(tx: Tx, branchId: string, businessDate: string): Promise<WaitingJourney[]> {
  return tx.$queryRaw<WaitingJourney[]>`
    SELECT t.id, t.visit_id AS "visitId", t.service_id AS "serviceId", t.code, t.state FROM ticket AS t
    WHERE t.branch_id = ${branchId}::uuid AND t.business_date = ${businessDate}::date AND t.is_journey
      AND t.state IN ('waiting', 'on_hold')`
}

/** A ticket of a visit with a plan that waits. */
export type WaitingJourney = Pick<TicketRow, 'id' | 'visitId' | 'serviceId' | 'code' | 'state'>
