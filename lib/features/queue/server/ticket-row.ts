import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { TicketState } from '../contract'
import type { TicketFields } from '../rules'

/** A ticket with the columns of its visit. */
export type TicketRow = TicketFields & {
  id: string
  branchId: string
  visitId: string
  businessDate: Date
  /** The day on which it was taken, if it was carried over from that day. */
  carriedFrom: Date | null
  sequence: number
  code: string
  /** The public name of its class of priority. */
  class: string
  /** 0 = of a strict class. */
  priority: number
  createdAt: Date
  version: number
  /** The one ticket of a visit with a plan. */
  isJourney: boolean
  visit: { visitorId: string | null; linkToken: string | null; holderNameSealed: string | null }
}

type Stored = Omit<TicketRow, 'state' | 'visit'> & TicketRow['visit'] & { state: string }

/** A database constraint guarantees the states. */
function ticketRowOf<More>({ visitorId, linkToken, holderNameSealed, ...stored }: Stored & More) {
  return { ...stored, state: stored.state as TicketState, visit: { visitorId, linkToken, holderNameSealed } }
}

/** What a reading of tickets adds: parts of its WITH clause, and columns, which begin with a comma. */
type Also = { parts: Prisma.Sql; columns: Prisma.Sql }

/**
 * Tickets with their visits: the rows of `ticket AS t` and `visit AS v` selected by `rest`, the joins and conditions. `More`
 * are the columns that `also` adds.
 */
export async function selectTickets<More extends object = object>(
  tx: Tx,
  rest: Prisma.Sql,
  also: Also = { parts: Prisma.empty, columns: Prisma.empty },
): Promise<(TicketRow & More)[]> {
  const rows = await tx.$queryRaw<(Stored & More)[]>`
    ${also.parts} SELECT t.id, t.branch_id AS "branchId", t.visit_id AS "visitId", t.service_id AS "serviceId", t.moved_from_id AS "movedFromId",
      t.business_date AS "businessDate", t.carried_from AS "carriedFrom", t.sequence, t.code, t.state, t.class, t.priority, t.credit_from AS "creditFrom", t.line_since AS "lineSince",
      t.service_point_id AS "servicePointId", t.served_by_id AS "servedById", t.call_count AS "callCount",
      t.called_at AS "calledAt", t.started_at AS "startedAt", t.ended_at AS "endedAt", t.created_at AS "createdAt", t.version, t.is_journey AS "isJourney",
      v.visitor_id AS "visitorId", v.link_token AS "linkToken", v.holder_name_sealed AS "holderNameSealed" ${also.columns}
    FROM ticket AS t JOIN visit AS v ON v.id = t.visit_id ${rest}`
  return rows.map((row) => ticketRowOf<More>(row) as TicketRow & More)
}

/** A ticket by id, or null. */
export async function findTicket(tx: Tx, id: string): Promise<TicketRow | null> {
  return (await selectTickets(tx, Prisma.sql`WHERE t.id = ${id}::uuid`))[0] ?? null
}

/** The tickets of one visit, newest first. */
export function listTicketsOfVisit(tx: Tx, visitId: string): Promise<TicketRow[]> {
  return selectTickets(tx, Prisma.sql`WHERE t.visit_id = ${visitId}::uuid ORDER BY t.created_at DESC LIMIT 50`)
}

/** Only the changeable fields, as stored for undo. */
export function fieldsOf(row: TicketFields): TicketFields {
  const { state, serviceId, movedFromId, servicePointId, servedById, callCount, creditFrom, lineSince } = row
  const { calledAt, startedAt, endedAt } = row
  return {
    state,
    serviceId,
    movedFromId,
    servicePointId,
    servedById,
    callCount,
    creditFrom,
    lineSince,
    calledAt,
    startedAt,
    endedAt,
  }
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null
}

/** Fields stored as JSON. */
export function fieldsFromJson(json: unknown): TicketFields {
  const it = json as Record<keyof TicketFields, unknown>
  return {
    state: it.state as TicketState,
    serviceId: it.serviceId as string,
    // Absent from history that was written before this field.
    movedFromId: (it.movedFromId as string | null | undefined) ?? null,
    servicePointId: it.servicePointId as string | null,
    servedById: it.servedById as string | null,
    callCount: it.callCount as number,
    creditFrom: dateOf(it.creditFrom) ?? new Date(0),
    lineSince: dateOf(it.lineSince),
    calledAt: dateOf(it.calledAt),
    startedAt: dateOf(it.startedAt),
    endedAt: dateOf(it.endedAt),
  }
}
