import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { TicketState } from '../contract'
import type { TicketFields } from '../rules'

/** A ticket with what its visit adds. */
export type TicketRow = TicketFields & {
  id: string
  branchId: string
  visitId: string
  businessDate: Date
  sequence: number
  code: string
  priority: number
  createdAt: Date
  version: number
  visit: { visitorId: string | null; linkToken: string | null; holderNameSealed: string | null }
}

const withVisit = { visit: { select: { visitorId: true, linkToken: true, holderNameSealed: true } } } as const

type Stored = Omit<TicketRow, 'state'> & { state: string }

/** A stored ticket; the database's check guards its states. */
export function ticketRowOf(stored: Stored): TicketRow {
  return { ...stored, state: stored.state as TicketState }
}

/** A ticket by id, or null. */
export async function findTicket(tx: Tx, id: string): Promise<TicketRow | null> {
  const row = await tx.ticket.findUnique({ where: { id }, include: withVisit })
  return row && ticketRowOf(row)
}

/** A ticket by id, locked until the end of the transaction, or null. */
export async function lockTicket(tx: Tx, id: string): Promise<TicketRow | null> {
  await tx.$queryRaw`SELECT 1 FROM ticket WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return findTicket(tx, id)
}

/** Locks a visit until the end of the transaction. Taken before any service point and queue day. */
export async function lockVisit(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM visit WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

/** The tickets of one visit, newest first. */
export async function listTicketsOfVisit(tx: Tx, visitId: string): Promise<TicketRow[]> {
  const rows = await tx.ticket.findMany({
    where: { visitId },
    include: withVisit,
    orderBy: { createdAt: 'desc' },
    take: 50,
  })
  return rows.map(ticketRowOf)
}

/** The changeable fields alone, as they are kept for undo. */
export function fieldsOf(row: TicketFields): TicketFields {
  const { state, serviceId, servicePointId, servedById, callCount, creditFrom, calledAt, startedAt, endedAt } = row
  return { state, serviceId, servicePointId, servedById, callCount, creditFrom, calledAt, startedAt, endedAt }
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null
}

/** Fields that were kept as JSON. */
export function fieldsFromJson(json: unknown): TicketFields {
  const it = json as Record<keyof TicketFields, unknown>
  return {
    state: it.state as TicketState,
    serviceId: it.serviceId as string,
    servicePointId: it.servicePointId as string | null,
    servedById: it.servedById as string | null,
    callCount: it.callCount as number,
    creditFrom: dateOf(it.creditFrom) ?? new Date(0),
    calledAt: dateOf(it.calledAt),
    startedAt: dateOf(it.startedAt),
    endedAt: dateOf(it.endedAt),
  }
}
