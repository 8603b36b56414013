import 'server-only'
import { type BranchRecord, businessDateOf, openAcrossDays } from '@/lib/features/branches/server/public'
import type { AuditChange } from '@/lib/server/audit/entry'
import { runSystemWork } from '@/lib/server/command'
import { db, type Tx } from '@/lib/server/db/client'
import { enterLocks } from '@/lib/server/db/lock-order'
import type { NewEvent } from '@/lib/server/events/event'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { addDays } from '@/lib/shared/time'
import { standingIn } from '../place-in-line'
import { openStates } from '../rules'
import { addTally, emptyTally, standing, type Tally } from '../tallies'
import { buildSnapshots } from './build-snapshot'
import { presentTicket } from './present-ticket'
import { addToDays, type DayChange, queueDayRowOf, type StoredQueueDay } from './queue-day'
import { lockDays } from './queue-locks'
import { addToHistory, auditOfTransition, type NewTransition } from './record-transitions'
import { fieldsOf, selectTickets, type TicketRow } from './ticket-row'
import { queueEvents, ticketEvent } from './topics'

/** About how many tickets a transaction carries, so that locks are short. */
const batch = 250

/** From one business day to the next, in the queues that are open across its boundary. */
type Passage = { branch: BranchRecord; queues: readonly string[]; from: string; to: string }

/** The passage into the business day of `now`. */
function passageOf(branch: BranchRecord, now: Date): Passage {
  const to = businessDateOf(branch, now)
  return { branch, queues: openAcrossDays(branch, now).map((it) => it.id), from: addDays(to, -1), to }
}

/**
 * The condition for rows of `ticket AS t` to be carried over. A ticket is not carried while its service point is occupied in
 * the new day, or when the new day has already issued its number; both need a transaction that commits after the boundary.
 */
const mayGoOn = ({ queues, from, to }: Passage): Prisma.Sql => Prisma.sql`t.service_id = ANY (${[...queues]}::uuid[])
  AND t.business_date = ${from}::date AND t.carried_from IS NULL AND t.state = ANY (${[...openStates]}::text[])
  AND NOT EXISTS (
    SELECT 1 FROM ticket AS o WHERE t.state IN ('called', 'in_service') AND o.service_point_id = t.service_point_id
      AND o.business_date = ${to}::date AND o.state IN ('called', 'in_service'))
  AND NOT EXISTS (
    SELECT 1 FROM ticket AS o WHERE o.series_service_id = t.series_service_id AND o.sequence = t.sequence
      AND o.business_date = ${to}::date)`

/** Locks the visits of the next tickets to carry, and returns their ids. */
async function lockVisits(tx: Tx, passage: Passage): Promise<string[]> {
  enterLocks(tx, 'visit')
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM visit AS v
    WHERE v.id IN (SELECT t.visit_id FROM ticket AS t WHERE ${mayGoOn(passage)} ORDER BY t.id LIMIT ${batch}::int)
    ORDER BY v.id FOR UPDATE`
  return rows.map((it) => it.id)
}

function transitionOf(ticket: TicketRow, to: string, at: Date): NewTransition {
  const { id, version, serviceId, state, servicePointId } = ticket
  const place = { serviceId, servicePointId, businessDate: new Date(to) }
  const what = { action: 'carry_over' as const, fromState: state, toState: state, before: fieldsOf(ticket) }
  return { ticketId: id, version: version + 1, ...place, ...what, actor: null, at }
}

/** What the tickets add to the counters of the day they enter or, with −1, leave. */
function dayChanges(tickets: readonly TicketRow[], factor: 1 | -1): DayChange[] {
  const tallies = new Map<string, Tally>()
  for (const ticket of tickets)
    tallies.set(ticket.serviceId, addTally(tallies.get(ticket.serviceId) ?? emptyTally, standing(ticket), factor))
  return [...tallies].sort().map(([serviceId, add]) => ({ serviceId, add, issued: 0 }))
}

/**
 * Moves the tickets and their visits into the new day, and returns its changed queue days. The visits and both days are locked.
 */
async function move(
  tx: Tx,
  { from, to }: Passage,
  tickets: readonly TicketRow[],
  transitions: readonly NewTransition[],
): Promise<StoredQueueDay[]> {
  enterLocks(tx, 'ticket')
  const ids = tickets.map((it) => it.id)
  const moved = Prisma.sql`moved AS (
    UPDATE ticket SET business_date = ${to}::date, carried_from = business_date, version = version + 1
    WHERE id = ANY (${ids}::uuid[]))`
  // A visitor has one visit a day: if the new day already has one, the old visit keeps its day.
  await tx.$executeRaw`
    UPDATE visit AS v SET business_date = ${to}::date
    WHERE v.id = ANY (${tickets.map((it) => it.visitId)}::uuid[]) AND v.business_date = ${from}::date AND NOT EXISTS (
      SELECT 1 FROM visit AS o WHERE o.branch_id = v.branch_id AND o.visitor_id = v.visitor_id
        AND o.business_date = ${to}::date)`
  await tx.$queryRaw`WITH ${addToDays(from, dayChanges(tickets, -1))} SELECT count(*) FROM days`
  await tx.$executeRaw`
    UPDATE queue_day AS d SET carried = d.carried + it.count
    FROM (SELECT series_service_id AS id, count(*)::int AS count FROM ticket WHERE id = ANY (${ids}::uuid[]) GROUP BY 1) AS it
    WHERE d.service_id = it.id AND d.business_date = ${to}::date`
  return tx.$queryRaw<StoredQueueDay[]>`
    WITH ${moved}, ${addToHistory(transitions)}, ${addToDays(to, dayChanges(tickets, 1))} SELECT days.* FROM days`
}

type Carried = { events: NewEvent[]; audit: AuditChange[] }

/** Carries some tickets over. Locks the days of all queues, because a ticket may bear a number of another one. */
async function carrySome(tx: Tx, passage: Passage): Promise<Carried & { count: number }> {
  const { branch, from, to } = passage
  const visits = await lockVisits(tx, passage)
  await lockDays(
    tx,
    branch.services.map((it) => it.id),
    [from, to],
  )
  const mine = Prisma.sql`WHERE t.visit_id = ANY (${visits}::uuid[]) AND ${mayGoOn(passage)}`
  const tickets = await selectTickets(tx, mine)
  if (tickets.length === 0) return { count: 0, events: [], audit: [] }
  const at = new Date()
  const transitions = tickets.map((it) => transitionOf(it, to, at))
  const days = (await move(tx, passage, tickets, transitions)).map(queueDayRowOf)
  const snapshots = await buildSnapshots(tx, branch, { businessDate: to, at }, days)
  const shown = tickets.map((it) => {
    const snapshot = snapshots.get(it.serviceId)
    const row = { ...it, businessDate: new Date(to), carriedFrom: it.businessDate, version: it.version + 1 }
    return ticketEvent(presentTicket(branch, row, snapshot ? standingIn(snapshot, it.code) : null))
  })
  const events = [...[...snapshots].flatMap(([id, it]) => queueEvents(id, it)), ...shown]
  return { count: tickets.length, events, audit: transitions.map(auditOfTransition) }
}

/**
 * Carries the open tickets of the day before into the business day of `now`, in the queues that are open across its
 * beginning. They keep their numbers, states and waiting times. A ticket goes on for one day: a carried one is never
 * carried again. One query where there is nothing to carry; otherwise small transactions.
 */
export async function carryOver(branch: BranchRecord, now: Date, signal?: AbortSignal): Promise<void> {
  const passage = passageOf(branch, now)
  if (passage.queues.length === 0) return
  const isLeft = async (): Promise<boolean> => {
    const [left] = await db().$queryRaw<{ it: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM ticket AS t WHERE ${mayGoOn(passage)}) AS it`
    return left?.it === true
  }
  while (await isLeft()) {
    signal?.throwIfAborted()
    await runSystemWork(branch.id, (tx) => carrySome(tx, passage))
  }
}

/** The tickets that are carried into the business day of `now`, as a filter. */
export function carriedInto(branch: BranchRecord, now: Date): Prisma.TicketWhereInput {
  const { queues, from } = passageOf(branch, now)
  return { serviceId: { in: [...queues] }, businessDate: new Date(from), carriedFrom: null }
}

/** Whether an open ticket of the day before will be carried into the business day of `now`. */
export function goesOn(branch: BranchRecord, ticket: TicketRow, now: Date): boolean {
  const { serviceId, businessDate, carriedFrom, state } = ticket
  const mayBeCarried = carriedFrom === null && (openStates as readonly string[]).includes(state)
  // Compared before the hours are: nearly every ticket is of today.
  if (!mayBeCarried || businessDate.toISOString().slice(0, 10) !== addDays(businessDateOf(branch, now), -1))
    return false
  return passageOf(branch, now).queues.includes(serviceId)
}
