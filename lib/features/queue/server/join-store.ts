import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { Command } from '@/lib/server/command'
import { seal } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import { type TicketRow, ticketRowOf } from './ticket-row'
import { linkHashOf, linkTokenOf } from './visit-link'

/** A wish to join, its branch already found. */
export type JoinInput = {
  branch: BranchRecord
  service: string
  holderName: string | null
  priority: 'emergency' | 'normal'
}

export type VisitRow = {
  id: string
  visitorId: string | null
  linkToken: string | null
  holderNameSealed: string | null
}

/** A ticket that has its number and is to be written. */
export type NewTicket = {
  branchId: string
  visit: VisitRow
  serviceId: string
  businessDate: string
  sequence: number
  code: string
  priority: number
  source: 'phone' | 'reception' | 'kiosk'
  at: Date
}

function newVisit(command: Command<JoinInput>): VisitRow {
  const id = newId()
  const { holderName } = command.input
  return {
    id,
    visitorId: command.actor.kind === 'visitor' ? command.actor.visitorId : null,
    // Reckoned here once: it is stored as a hash, and answered. The column for it stays empty.
    linkToken: linkTokenOf({ id, linkToken: null }),
    holderNameSealed: holderName === null ? null : seal(holderName, `visit.holder_name:${id}`),
  }
}

async function visitOfLink(tx: Tx, branchId: string, businessDate: string, token: string): Promise<VisitRow | null> {
  return tx.visit.findFirst({
    where: { linkHash: linkHashOf(token), branchId, businessDate: new Date(businessDate) },
    select: { id: true, visitorId: true, linkToken: true, holderNameSealed: true },
  })
}

/** A visit that was there before, or that another process opened while our statement waited for it. */
async function committedMeanwhile(tx: Tx, branchId: string, businessDate: string, wanted: VisitRow): Promise<VisitRow> {
  const same =
    wanted.visitorId === null ? [] : [{ branchId, visitorId: wanted.visitorId, businessDate: new Date(businessDate) }]
  return tx.visit.findFirstOrThrow({
    where: { OR: [{ id: wanted.id }, ...same] },
    select: { id: true, visitorId: true, linkToken: true, holderNameSealed: true },
  })
}

/** Opens visits. Answers those that were opened, and those that their visitors had already. */
async function openVisits(
  tx: Tx,
  branchId: string,
  businessDate: string,
  made: Iterable<VisitRow>,
): Promise<VisitRow[]> {
  const rows = [...made].sort((a, b) => (a.visitorId ?? a.id).localeCompare(b.visitorId ?? b.id))
  if (rows.length === 0) return []
  return tx.$queryRaw<VisitRow[]>`
    WITH wanted AS (
      SELECT * FROM unnest(
        ${rows.map((it) => it.id)}::uuid[], ${rows.map((it) => it.visitorId)}::uuid[],
        ${rows.map((it) => `\\x${Buffer.from(linkHashOf(linkTokenOf(it))).toString('hex')}`)}::bytea[],
        ${rows.map((it) => it.holderNameSealed)}::text[]
      ) AS it (id, visitor_id, link_hash, holder_name_sealed)
    ), opened AS (
      INSERT INTO visit (id, branch_id, visitor_id, business_date, link_hash, holder_name_sealed)
      SELECT id, ${branchId}::uuid, visitor_id, ${businessDate}::date, link_hash, holder_name_sealed FROM wanted
      ON CONFLICT DO NOTHING
      RETURNING id, visitor_id, link_token, holder_name_sealed
    )
    SELECT id, visitor_id AS "visitorId", link_token AS "linkToken", holder_name_sealed AS "holderNameSealed" FROM opened
    UNION
    SELECT v.id, v.visitor_id, v.link_token, v.holder_name_sealed FROM visit v JOIN wanted w
      ON v.branch_id = ${branchId}::uuid AND v.business_date = ${businessDate}::date AND v.visitor_id = w.visitor_id`
}

/** Today's visit of each command's person, opened where there is none: one a visitor and day, a new one for each walk-in. */
export async function findOrOpenVisits(
  tx: Tx,
  branchId: string,
  businessDate: string,
  commands: readonly Command<JoinInput>[],
): Promise<VisitRow[]> {
  const wanted: VisitRow[] = []
  const made = new Set<VisitRow>()
  for (const command of commands) {
    const token = command.actor.kind === 'visitor' ? command.actor.visitToken : null
    const there = token === null ? null : await visitOfLink(tx, branchId, businessDate, token)
    const visit = there ?? newVisit(command)
    if (!there) made.add(visit)
    wanted.push(visit)
  }
  const stored = await openVisits(tx, branchId, businessDate, made)
  const ids = new Set(stored.map((row) => row.id))
  const byVisitor = new Map(stored.flatMap((row) => (row.visitorId ? [[row.visitorId, row] as const] : [])))
  const found: VisitRow[] = []
  for (const it of wanted) {
    const known = !made.has(it) || ids.has(it.id) ? it : it.visitorId ? byVisitor.get(it.visitorId) : undefined
    found.push(known ?? (await committedMeanwhile(tx, branchId, businessDate, it)))
  }
  return found
}

/** Removes those of these visits that have no ticket. */
export async function forgetEmptyVisits(tx: Tx, visitIds: readonly string[]): Promise<void> {
  if (visitIds.length > 0) await tx.visit.deleteMany({ where: { id: { in: [...visitIds] }, tickets: { none: {} } } })
}

/** The tickets of these visits that are still in a line or being served. */
export async function findActiveTickets(tx: Tx, visits: readonly VisitRow[]): Promise<TicketRow[]> {
  const there = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM ticket WHERE visit_id = ANY(${visits.map((it) => it.id)}::uuid[])
      AND state IN ('waiting', 'called', 'in_service', 'on_hold')`
  if (there.length === 0) return []
  const rows = await tx.ticket.findMany({
    where: { id: { in: there.map((it) => it.id) } },
    include: { visit: { select: { visitorId: true, linkToken: true, holderNameSealed: true } } },
  })
  return rows.map(ticketRowOf)
}

function rowOf(it: NewTicket): TicketRow {
  return {
    id: newId(),
    branchId: it.branchId,
    visitId: it.visit.id,
    serviceId: it.serviceId,
    businessDate: new Date(it.businessDate),
    sequence: it.sequence,
    code: it.code,
    state: 'waiting',
    priority: it.priority,
    creditFrom: it.at,
    servicePointId: null,
    servedById: null,
    callCount: 0,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    createdAt: it.at,
    version: 1,
    visit: it.visit,
  }
}

/** Writes new tickets in one statement and answers the row of each. */
export async function insertTickets(tx: Tx, tickets: readonly NewTicket[]): Promise<[NewTicket, TicketRow][]> {
  const pairs = tickets.map((it): [NewTicket, TicketRow] => [it, rowOf(it)])
  if (pairs.length === 0) return []
  // Raw: compiling a createMany costs CPU for each row, more than PostgreSQL needs to write them.
  const at = pairs.map(([it]) => it.at.toISOString())
  await tx.$executeRaw`
    INSERT INTO ticket (id, branch_id, visit_id, service_id, series_service_id, business_date, sequence, code, priority,
      credit_from, source, created_at)
    SELECT id, branch_id, visit_id, service_id, service_id, business_date, sequence, code, priority, at, source, at FROM unnest(
      ${pairs.map(([, row]) => row.id)}::uuid[], ${pairs.map(([, row]) => row.branchId)}::uuid[],
      ${pairs.map(([, row]) => row.visitId)}::uuid[], ${pairs.map(([, row]) => row.serviceId)}::uuid[],
      ${pairs.map(([it]) => it.businessDate)}::date[], ${pairs.map(([, row]) => row.sequence)}::int[],
      ${pairs.map(([, row]) => row.code)}::text[], ${pairs.map(([, row]) => row.priority)}::smallint[],
      ${pairs.map(([it]) => it.source)}::text[], ${at}::timestamptz[]
    ) AS it (id, branch_id, visit_id, service_id, business_date, sequence, code, priority, source, at)`
  return pairs
}
