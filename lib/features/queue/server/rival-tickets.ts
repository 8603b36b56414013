import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { type Actor, idOf } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { TicketState } from '../contract'
import { endsAnothers, isAtHand, type TicketFields } from '../rules'
import { selectTickets, type TicketRow } from './ticket-row'

const standing: readonly TicketState[] = ['waiting', 'called', 'in_service', 'on_hold']

/**
 * The current ticket, and those that may conflict with its `planned` state: those at its service point, and its visit's
 * others. One statement. Throws `ticket_not_found`.
 */
export async function findRivals(
  tx: Tx,
  { id, visitId, businessDate }: TicketRow,
  planned: TicketFields,
): Promise<{ ticket: TicketRow; rivals: TicketRow[] }> {
  const day = businessDate.toISOString().slice(0, 10)
  // UNION, because an OR over two indexes would be planned as a table scan.
  const found = await selectTickets(
    tx,
    Prisma.sql`WHERE t.id IN (
      SELECT id FROM ticket WHERE visit_id = ${visitId}::uuid
      UNION ALL
      SELECT id FROM ticket WHERE service_point_id = ${planned.servicePointId}::uuid AND business_date = ${day}::date
        AND state IN ('called', 'in_service'))`,
  )
  const ticket = found.find((it) => it.id === id)
  if (!ticket) throw new AppError('ticket_not_found')
  return { ticket, rivals: found.filter((it) => it.id !== id) }
}

/** Throws `service_point_busy` when another ticket is called or in service at the service point (whose row is locked). */
export function assertPointFree(rivals: readonly TicketRow[], after: TicketFields): void {
  if (!isAtHand(after.state)) return
  const other = rivals.find((it) => isAtHand(it.state) && it.servicePointId === after.servicePointId)
  if (other) throw new AppError('service_point_busy', { ticket: other.id, code: other.code, state: other.state })
}

/** Whether a ticket has a place in a line; one with a plan also after a missed call, since its visit goes on. */
const isStanding = (isJourney: boolean, state: TicketState): boolean =>
  standing.includes(state) || (isJourney && state === 'missed')

/**
 * Throws `already_in_line` when a change would move a ticket into a queue (whose day is locked) where its visit already
 * has one: a visitor who missed the call or left may have taken a new turn since.
 */
export function assertNotInLine(rivals: readonly TicketRow[], before: TicketRow, after: TicketFields): void {
  const stays = isStanding(before.isJourney, before.state) && before.serviceId === after.serviceId
  if (stays || !isStanding(before.isJourney, after.state)) return
  // A visit with a plan has no other ticket, and is in one line.
  const isSame = (it: TicketRow): boolean => it.serviceId === after.serviceId || before.isJourney || it.isJourney
  const inLine = (it: TicketRow): boolean => isSame(it) && isStanding(it.isJourney, it.state)
  const other = rivals.find((it) => it.visitId === before.visitId && inLine(it))
  if (other) throw new AppError('already_in_line', { code: other.code })
}

/**
 * Throws `busy_elsewhere` when a change would call or serve somebody (whose visit is locked) who is called or in service
 * with another ticket.
 */
export function assertNotElsewhere(
  branch: BranchRecord,
  rivals: readonly TicketRow[],
  before: TicketRow,
  after: TicketFields,
): void {
  if (!isAtHand(after.state)) return
  const other = rivals.find((it) => it.visitId === before.visitId && isAtHand(it.state))
  if (!other) return
  const { code, state, serviceId, servicePointId } = other
  const service = branch.services.find((it) => it.id === serviceId)?.slug
  const servicePoint = branch.servicePoints.find((it) => it.id === servicePointId)?.slug
  throw new AppError('busy_elsewhere', { code, state, service, servicePoint })
}

/** Throws `started_by_another` when a change ends a service started by a colleague and the command does not allow that. */
export function assertOwnService(actor: Actor, before: TicketRow, after: TicketFields, endAnothers = false): void {
  if (endAnothers || !endsAnothers(before, after, idOf(actor))) return
  const { id, code, startedAt } = before
  throw new AppError('started_by_another', { ticket: id, code, startedAt: startedAt?.toISOString() ?? null })
}
