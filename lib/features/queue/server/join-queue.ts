import 'server-only'
import { flagOn } from '@/lib/features/branches/flags'
import {
  availabilityOf,
  type BranchRecord,
  businessDateOf,
  classOf,
  findBranchById,
  nextBusinessDayAt,
  serviceOf,
  withFreshSetup,
} from '@/lib/features/branches/server/public'
import { beginPlans, findPlan, presentVisit } from '@/lib/features/journeys/server/public'
import type { VisitPlan } from '@/lib/features/journeys/visit-plan'
import type { NewAuditEntry } from '@/lib/server/audit/entry'
import { auditOf, type Command, type Outcome, type Work } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { QueueSnapshot } from '../contract'
import { type Standing, standingAt, standingIn } from '../place-in-line'
import { capOf, type DayNumbers, type Numbered, nextNumber } from '../rules'
import { emptyTally } from '../tallies'
import { buildSnapshots } from './build-snapshot'
import {
  findActiveTickets,
  findOrOpenVisits,
  forgetEmptyVisits,
  heldNumbers,
  insertTickets,
  type JoinInput,
  type NewTicket,
  newTicketRow,
} from './join-store'
import { requireOpenDay } from './open-business-day'
import { placesOf } from './order-of-call'
import { presentTicket, withLink } from './present-ticket'
import type { DayChange, QueueDayRow } from './queue-day'
import { lockLines } from './queue-locks'
import { auditOfTransition, type NewTransition } from './record-transitions'
import { addTo, alreadyThere, byVisit, type Wanted } from './standing-tickets'
import type { TicketRow } from './ticket-row'
import { queueEvents } from './topics'
import { writeRows } from './write-rows'

type Joined = { ticket: TicketRow; isNew: boolean } | AppError
/** The business day of all commands of the batch, and when the next one begins. */
type Today = { branch: BranchRecord; date: string; nextDay: Date }
/** How many tickets a queue has issued, and what the numbers of its day are. */
type Numbers = { last: number; numbers: DayNumbers; held: readonly Numbered[] }

function sourceOf({ kind }: Actor): NewTicket['source'] {
  if (kind === 'device') return 'kiosk'
  return kind === 'visitor' ? 'phone' : 'reception'
}

/** The way in which an actor joins, as services name it. */
export function joinWayOf(actor: Actor): 'phone' | 'kiosk' | 'staff' {
  const source = sourceOf(actor)
  return source === 'reception' ? 'staff' : source
}

/** A ticket with the next number, or the refusal. Does not write. */
function issue(
  { command, service, visit }: Wanted,
  { branch, date, nextDay }: Today,
  { last, numbers, held }: Numbers,
): NewTicket | AppError {
  if (command.input.refusal) return command.input.refusal
  if (command.actor.kind === 'visitor' && !flagOn(branch, 'phone_turns'))
    return new AppError('switched_off', { flag: 'phone_turns' })
  const capped = { ...service, dailyCap: capOf(service.dailyCap, numbers) }
  if (!service.joinBy.includes(joinWayOf(command.actor)))
    return new AppError('join_way_closed', { service: service.slug, joinBy: service.joinBy })
  const { availability, opensAt } = availabilityOf(capped, last, command.now, branch.timeZone, nextDay)
  const opens = { service: service.slug, opensAt: opensAt?.toISOString() ?? null }
  if (availability === 'closed') return new AppError('service_closed', opens)
  if (availability === 'full') return new AppError('service_full', { ...opens, dailyCap: capped.dailyCap })
  return {
    branchId: branch.id,
    visit,
    serviceId: service.id,
    businessDate: date,
    ...nextNumber(last, numbers, service.prefix, held),
    class: classOf(branch, command.input.class),
    source: sourceOf(command.actor),
    at: command.now,
    ...(command.input.journey && { journey: command.input.journey }),
  }
}

function dayOf(days: ReadonlyMap<string, QueueDayRow>, serviceId: string): QueueDayRow {
  const day = days.get(serviceId)
  if (!day) throw new Error('a queue day was not locked')
  return day
}

/** The increments of the counters of the new tickets' days; numbers that were skipped count as issued. */
function issuedDays(rows: readonly TicketRow[], days: ReadonlyMap<string, QueueDayRow>): DayChange[] {
  const numbers = new Map<string, number[]>()
  for (const { serviceId, sequence } of rows) numbers.set(serviceId, [...(numbers.get(serviceId) ?? []), sequence])
  return [...numbers].map(([serviceId, given]) => {
    const issued = Math.max(...given) - dayOf(days, serviceId).lastSequence
    return { serviceId, issued, add: { ...emptyTally, waiting: given.length } }
  })
}

/** Visits of which all commands were refused: a visit opened for such a command must not remain. */
function refusedVisits(joins: readonly Wanted[], joined: readonly Joined[]): string[] {
  const welcome = new Set(joins.flatMap(({ visit }, i) => (joined[i] instanceof AppError ? [] : [visit.id])))
  return joins.flatMap(({ visit }) => (welcome.has(visit.id) ? [] : [visit.id]))
}

/** Decides for each command: the ticket its visit already has there, a new one, or a refusal. */
function decideAll(
  joins: readonly Wanted[],
  today: Today,
  active: ReadonlyMap<string, TicketRow>,
  days: ReadonlyMap<string, QueueDayRow>,
  held: ReadonlyMap<string, readonly Numbered[]>,
): (NewTicket | TicketRow | AppError)[] {
  const issued = new Map<string, number>()
  const standing = new Map<string, TicketRow | NewTicket>(active)
  return joins.map((join) => {
    const there = alreadyThere(join, standing)
    if (there) return there
    const { id } = join.service
    const { lastSequence, numbers } = dayOf(days, id)
    const last = issued.get(id) ?? lastSequence
    const made = issue(join, today, { last, numbers, held: held.get(id) ?? [] })
    if (!(made instanceof AppError)) {
      issued.set(id, made.sequence)
      addTo(standing, made)
    }
    return made
  })
}

function isNewTicket(it: NewTicket | TicketRow | AppError): it is NewTicket {
  return 'at' in it
}

function joinOf(ticket: TicketRow, { actor }: Command<JoinInput>, at: Date): NewTransition {
  const { id, version, serviceId, businessDate } = ticket
  const moved = { fromState: null, toState: 'waiting' as const, servicePointId: null, before: null }
  return { ticketId: id, version, serviceId, businessDate, action: 'join', ...moved, actor, at }
}

type Written = { joined: Joined[]; audit: NewAuditEntry[]; days: Map<string, QueueDayRow> }

async function writeNew(
  tx: Tx,
  joins: readonly Wanted[],
  decided: readonly (NewTicket | TicketRow | AppError)[],
  businessDate: string,
  locked: ReadonlyMap<string, QueueDayRow>,
): Promise<Written> {
  const fresh = [...new Set(decided.filter(isNewTicket))].map((made) => ({ made, row: newTicketRow(made) }))
  const rows = new Map(fresh.map(({ made, row }) => [made, row]))
  // Of several commands that share a ticket, the first asked for it; a map keeps the last entry, hence the order.
  const askedBy = joins.flatMap(({ command }, i) => (decided[i] ? [[decided[i], command] as const] : []))
  const commands = new Map(askedBy.reverse())
  const written = fresh.flatMap(({ made, row }) => {
    const command = commands.get(made)
    return command ? [{ command, transition: joinOf(row, command, made.at) }] : []
  })
  const transitions = written.map((it) => it.transition)
  const days =
    fresh.length === 0
      ? new Map()
      : await writeRows(tx, {
          inserted: insertTickets(fresh),
          transitions,
          days: issuedDays(
            fresh.map((it) => it.row),
            locked,
          ),
          businessDate,
        })
  const plans = fresh.flatMap(({ made: { journey, visit } }) => (journey ? [{ ...journey, visitId: visit.id }] : []))
  const [branchId] = fresh.map(({ row }) => row.branchId)
  if (branchId) await beginPlans(tx, branchId, plans)
  const audit = written.flatMap(({ command, transition }) => auditOf(command, [auditOfTransition(transition)]))
  const seen = new Set<NewTicket>()
  const joined = decided.map((it): Joined => {
    if (it instanceof AppError) return it
    if (!isNewTicket(it)) return { ticket: it, isNew: false }
    const ticket = rows.get(it)
    if (!ticket) throw new Error('a ticket was not written')
    const isNew = !seen.has(it)
    seen.add(it)
    return { ticket, isNew }
  })
  return { joined, audit, days }
}

/** The place of each waiting ticket in its line: from the snapshots, or counted for those beyond their 500. */
async function standingsOf(
  tx: Tx,
  tickets: readonly TicketRow[],
  snapshots: ReadonlyMap<string, QueueSnapshot>,
  at: Date,
): Promise<Map<string, Standing>> {
  const standings = new Map<string, Standing>()
  for (const [serviceId, snapshot] of snapshots) {
    const here = tickets.filter((it) => it.serviceId === serviceId && it.state === 'waiting')
    const beyond = here.filter((it) => standingIn(snapshot, it.code) === null).map((it) => it.id)
    const places = await placesOf(tx, { serviceId, businessDate: snapshot.businessDate, at }, beyond)
    for (const { id, code } of here) {
      const place = places.get(id)
      const standing = standingIn(snapshot, code) ?? (place ? standingAt(place - 1, snapshot.counts.waiting) : null)
      if (standing) standings.set(id, standing)
    }
  }
  return standings
}

/** The plans of the visits of those commands that asked for one. */
async function plansFor(tx: Tx, joins: readonly Wanted[], joined: readonly Joined[]): Promise<(VisitPlan | null)[]> {
  const plans: (VisitPlan | null)[] = []
  for (const [i, { command, visit }] of joins.entries()) {
    const { journey } = command.input
    const made = joined[i]
    const isOwn = journey !== undefined && made !== undefined && !(made instanceof AppError)
    plans.push(isOwn ? (made.isNew ? { ...journey, visitId: visit.id } : await findPlan(tx, visit.id)) : null)
  }
  return plans
}

/**
 * Takes turns for a batch of commands of one branch in one transaction (group commit): numbers without gaps or
 * duplicates, one active ticket per visit and queue, one new snapshot per queue. A refusal affects only its command.
 * All commands belong to one business day.
 */
export async function joinQueue(tx: Tx, commands: readonly Command<JoinInput>[]): Promise<Work> {
  const first = commands[0]
  if (!first) throw new Error('nobody joins')
  const { branch, services } = await withFreshSetup(async () => {
    const branch = await findBranchById(first.input.branch.id, tx)
    for (const { input } of commands) classOf(branch, input.class)
    return { branch, services: commands.map(({ input }) => serviceOf(branch, input.service)) }
  }, tx)
  requireOpenDay(branch, first.now)
  const today = businessDateOf(branch, first.now)
  const visits = await findOrOpenVisits(tx, branch.id, today, commands)
  const locked = await lockLines(tx, { branch, queues: services.map((it) => it.id), businessDate: today })
  const joins = commands.flatMap((command, i): Wanted[] => {
    const [service, visit] = [services[i], visits[i]]
    return service && visit ? [{ command, service, visit }] : []
  })
  const active = byVisit(await findActiveTickets(tx, visits))
  const nextDay = nextBusinessDayAt(branch, first.now)
  const held = await heldNumbers(tx, [...locked.values()], today)
  const decided = decideAll(joins, { branch, date: today, nextDay }, active, locked, held)
  const at = commands.at(-1)?.now ?? first.now
  const { joined, audit, days } = await writeNew(tx, joins, decided, today, locked)
  await forgetEmptyVisits(tx, refusedVisits(joins, joined))

  const tickets = joined.flatMap((it) => (it instanceof AppError ? [] : [it.ticket]))
  const shown = new Set(tickets.map((it) => it.serviceId))
  const present = [...locked.values()].flatMap((day) =>
    shown.has(day.serviceId) ? [days.get(day.serviceId) ?? day] : [],
  )
  const snapshots = await buildSnapshots(tx, branch, { businessDate: today, at }, present)
  const events = [...snapshots].flatMap(([id, snapshot]) => (days.has(id) ? queueEvents(id, snapshot) : []))
  const standings = await standingsOf(tx, tickets, snapshots, at)
  const plans = await plansFor(tx, joins, joined)
  const outcomes = joined.map((it, i): Outcome => {
    if (it instanceof AppError) return { refused: it }
    const ticket = withLink(presentTicket(branch, it.ticket, standings.get(it.ticket.id) ?? null), it.ticket)
    const plan = plans[i]
    return { answer: plan ? presentVisit(branch, plan, ticket, first.now) : ticket, status: it.isNew ? 201 : 200 }
  })
  return { branchId: branch.id, outcomes, events, audit }
}
