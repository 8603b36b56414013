import 'server-only'
import type { BranchRecord, ClassRecord } from '@/lib/features/branches/server/public'
import type { VisitPlan } from '@/lib/features/journeys/visit-plan'
import type { Command } from '@/lib/server/command'
import { seal } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import { enterLocks } from '@/lib/server/db/lock-order'
import { TransientError } from '@/lib/server/db/retry'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { Numbered } from '../rules'
import type { QueueDayRow } from './queue-day'
import { selectTickets, type TicketRow } from './ticket-row'
import { linkHashOf, linkTokenOf } from './visit-link'

/** The plan with which a visit begins. */
export type Journey = Omit<VisitPlan, 'visitId'>

/** A command to join, with its branch resolved. */
export type JoinInput = {
  branch: BranchRecord
  service: string
  holderName: string | null
  /** The public name of the class of priority. */
  class: string
  /** Why no ticket can be issued, if that is known before. */
  refusal?: AppError | null
  /** For a visit that follows a pathway; `service` is its first clinic. */
  journey?: Journey
}

export type VisitRow = {
  id: string
  visitorId: string | null
  linkToken: string | null
  holderNameSealed: string | null
}

/** A ticket with its number, to be inserted. */
export type NewTicket = {
  branchId: string
  visit: VisitRow
  serviceId: string
  businessDate: string
  sequence: number
  code: string
  class: ClassRecord
  source: 'phone' | 'reception' | 'kiosk'
  at: Date
  /** The plan of its visit. */
  journey?: Journey
}

function newVisit(command: Command<JoinInput>): VisitRow {
  const id = newId()
  const { holderName } = command.input
  return {
    id,
    visitorId: command.actor.kind === 'visitor' ? command.actor.visitorId : null,
    // Derived here once: its hash is stored and the link is returned. The column for it stays empty.
    linkToken: linkTokenOf({ id, linkToken: null }),
    holderNameSealed: holderName === null ? null : seal(holderName, `visit.holder_name:${id}`),
  }
}

/** A visit that a command would open, and the hash of the link it was sent with. */
type Wanted = { made: VisitRow; cameWith: string | null }
type Stored = VisitRow & { isOfLink: string | null }

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/**
 * Opens visits, and locks existing ones of these visitors or links. Returns both. A command with a valid link opens no
 * visit. The arrays make PostgreSQL look the visits up: it takes the rows of JSON for a hundred.
 */
async function openVisits(
  tx: Tx,
  branchId: string,
  businessDate: string,
  wanted: readonly Wanted[],
): Promise<Stored[]> {
  enterLocks(tx, 'visit')
  const rows = wanted.map(({ made, cameWith }) => {
    const { id, visitorId, holderNameSealed } = made
    return { id, visitorId, holderNameSealed, linkHash: hex(linkHashOf(linkTokenOf(made))), cameWith }
  })
  return tx.$queryRaw<Stored[]>`
    WITH wanted AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it (id uuid, "visitorId" uuid,
        "holderNameSealed" text, "linkHash" text, "cameWith" text)
    ), linked AS (
      SELECT v.id, w.id AS wanted_id FROM wanted AS w JOIN visit AS v ON v.link_hash = decode(w."cameWith", 'hex')
      WHERE v.link_hash = ANY (ARRAY (SELECT decode("cameWith", 'hex') FROM wanted)) AND v.branch_id = ${branchId}::uuid AND v.business_date = ${businessDate}::date
    ), opened AS (
      INSERT INTO visit (id, branch_id, visitor_id, business_date, link_hash, holder_name_sealed)
      SELECT w.id, ${branchId}::uuid, w."visitorId", ${businessDate}::date, decode(w."linkHash", 'hex'), w."holderNameSealed"
      FROM wanted AS w WHERE w.id NOT IN (SELECT wanted_id FROM linked) ORDER BY coalesce(w."visitorId", w.id)
      ON CONFLICT DO NOTHING
      RETURNING id, visitor_id, link_token, holder_name_sealed, NULL::text AS of_link
    ), known AS (
      SELECT v.id, v.visitor_id, v.link_token, v.holder_name_sealed,
        CASE WHEN v.id IN (SELECT id FROM linked) THEN encode(v.link_hash, 'hex') END AS of_link
      FROM visit AS v WHERE v.id IN (
        SELECT id FROM linked
        UNION
        SELECT id FROM visit WHERE branch_id = ${branchId}::uuid AND business_date = ${businessDate}::date
          AND visitor_id = ANY (ARRAY (SELECT "visitorId" FROM wanted)))
      ORDER BY v.id FOR KEY SHARE
    )
    SELECT id, visitor_id AS "visitorId", link_token AS "linkToken", holder_name_sealed AS "holderNameSealed",
      of_link AS "isOfLink" FROM (SELECT * FROM opened UNION ALL SELECT * FROM known) AS it`
}

function wantedOf(command: Command<JoinInput>): Wanted {
  const token = command.actor.kind === 'visitor' ? command.actor.visitToken : null
  return { made: newVisit(command), cameWith: token === null ? null : hex(linkHashOf(token)) }
}

/** Today's visit of each command, opened if missing: one per visitor and day, a new one for each walk-in. */
export async function findOrOpenVisits(
  tx: Tx,
  branchId: string,
  businessDate: string,
  commands: readonly Command<JoinInput>[],
): Promise<VisitRow[]> {
  const wanted = commands.map(wantedOf)
  const stored = await openVisits(tx, branchId, businessDate, wanted)
  const byLink = new Map(stored.flatMap((row) => (row.isOfLink === null ? [] : [[row.isOfLink, row] as const])))
  const opened = new Set(stored.map((row) => row.id))
  const byVisitor = new Map(stored.flatMap((row) => (row.visitorId ? [[row.visitorId, row] as const] : [])))
  const found: VisitRow[] = []
  for (const { made, cameWith } of wanted) {
    const ofVisitor = made.visitorId === null ? undefined : byVisitor.get(made.visitorId)
    const known = (cameWith === null ? undefined : byLink.get(cameWith)) ?? (opened.has(made.id) ? made : ofVisitor)
    // Another process opened it while our statement waited: the next attempt sees it and locks it.
    if (!known) throw new TransientError()
    found.push(known)
  }
  return found
}

/** Deletes those of these visits that have no ticket. */
export async function forgetEmptyVisits(tx: Tx, visitIds: readonly string[]): Promise<void> {
  if (visitIds.length > 0) await tx.visit.deleteMany({ where: { id: { in: [...visitIds] }, tickets: { none: {} } } })
}

/** The tickets of these visits that are still in a line or being served. */
export function findActiveTickets(tx: Tx, visits: readonly VisitRow[]): Promise<TicketRow[]> {
  return selectTickets(
    tx,
    Prisma.sql`WHERE t.visit_id = ANY (${visits.map((it) => it.id)}::uuid[])
      AND (t.state IN ('waiting', 'called', 'in_service', 'on_hold') OR (t.is_journey AND t.state = 'missed'))`,
  )
}

/**
 * The numbers of these queues that tickets carried into this day bear, by the queues' ids; also those of tickets that are over,
 * since phones and screens know a ticket by its code and day. No query on a day into which none was carried.
 */
export async function heldNumbers(
  tx: Tx,
  days: readonly QueueDayRow[],
  businessDate: string,
): Promise<Map<string, Numbered[]>> {
  const held = new Map<string, Numbered[]>()
  const ids = days.filter((day) => day.carried > 0).map((day) => day.serviceId)
  if (ids.length === 0) return held
  const rows = await tx.$queryRaw<(Numbered & { serviceId: string })[]>`
    SELECT t.series_service_id AS "serviceId", t.sequence, t.code FROM ticket AS t
    WHERE t.series_service_id = ANY (${ids}::uuid[]) AND t.business_date = ${businessDate}::date
      AND t.carried_from IS NOT NULL`
  for (const { serviceId, ...number } of rows) held.set(serviceId, [...(held.get(serviceId) ?? []), number])
  return held
}

/** The row of a new ticket. */
export function newTicketRow(it: NewTicket): TicketRow {
  return {
    id: newId(),
    branchId: it.branchId,
    visitId: it.visit.id,
    serviceId: it.serviceId,
    movedFromId: null,
    businessDate: new Date(it.businessDate),
    carriedFrom: null,
    sequence: it.sequence,
    code: it.code,
    state: 'waiting',
    class: it.class.slug,
    priority: it.class.kind === 'strict' ? 0 : 1,
    creditFrom: it.at,
    lineSince: it.at,
    servicePointId: null,
    servedById: null,
    callCount: 0,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    createdAt: it.at,
    version: 1,
    isJourney: it.journey !== undefined,
    visit: it.visit,
  }
}

/** CTE `inserted`: adds new tickets. */
export function insertTickets(tickets: readonly { made: NewTicket; row: TicketRow }[]): Prisma.Sql {
  const rows = tickets.map(({ made: { source, at, businessDate }, row }) => {
    const { id, branchId, visitId, serviceId, sequence, code, isJourney } = row
    return { id, branchId, visitId, serviceId, sequence, code, class: row.class, isJourney, source, at, businessDate }
  })
  return Prisma.sql`inserted AS (
    INSERT INTO ticket (id, branch_id, visit_id, service_id, series_service_id, business_date, sequence, code, class,
      credit_from, line_since, source, created_at, is_journey)
    SELECT id, "branchId", "visitId", "serviceId", "serviceId", "businessDate", sequence, code, class, at, at, source, at,
      "isJourney"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it (id uuid, "branchId" uuid, "visitId" uuid,
      "serviceId" uuid, "businessDate" date, sequence int, code text, class text, source text, at timestamptz,
      "isJourney" boolean)
  )`
}
