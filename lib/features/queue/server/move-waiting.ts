import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { findPlan } from '@/lib/features/journeys/server/public'
import type { VisitPlan } from '@/lib/features/journeys/visit-plan'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { inLine, orderOfCall, withClass } from './order-of-call'
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
  const isWaiting = seen?.state === 'waiting' || seen?.state === 'on_hold'
  const plan = seen?.isJourney && isWaiting ? await findPlan(tx, seen.visitId) : null
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

/** A ticket of a visit with a plan that waits; in line with its place, from 1, and the length of the line. */
export type WaitingJourney = Pick<TicketRow, 'id' | 'visitId' | 'serviceId' | 'state'> & {
  place: number
  waiting: number
}

/** The tickets of visits with a plan that wait, in line or on hold, on one day of a branch. One read of all its lines. */
export async function listWaitingJourneys(
  tx: Tx,
  branchId: string,
  businessDate: string,
  at: Date,
): Promise<WaitingJourney[]> {
  return tx.$queryRaw<WaitingJourney[]>`
    SELECT id, visit_id AS "visitId", service_id AS "serviceId", state, place::int, waiting::int FROM (
      SELECT t.id, t.visit_id, t.service_id, t.state, t.is_journey,
        row_number() OVER (PARTITION BY t.service_id, t.state ORDER BY ${orderOfCall(at)}) AS place,
        count(*) OVER (PARTITION BY t.service_id, t.state) AS waiting
      FROM ticket AS t ${withClass}
      WHERE t.branch_id = ${branchId}::uuid AND t.business_date = ${businessDate}::date AND t.state IN ('waiting', 'on_hold')
    ) AS lines WHERE is_journey`
}

/** The place of a waiting ticket in its line, and the length of that. */
export async function lineOf(tx: Tx, ticket: TicketRow, at: Date): Promise<{ place: number; waiting: number }> {
  const businessDate = ticket.businessDate.toISOString().slice(0, 10)
  const rows = await tx.$queryRaw<{ id: string; place: number; waiting: number }[]>`
    SELECT id, place::int, waiting::int FROM (
      SELECT t.id, row_number() OVER (ORDER BY ${orderOfCall(at)}) AS place, count(*) OVER () AS waiting
      FROM ticket AS t ${withClass} WHERE ${inLine(Prisma.sql`${ticket.serviceId}::uuid`, businessDate)}
    ) AS line WHERE id = ${ticket.id}::uuid`
  const { place = 1, waiting = 1 } = rows[0] ?? {}
  return { place, waiting }
}
