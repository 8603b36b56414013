import 'server-only'
import { flagOn } from '@/lib/features/branches/flags'
import { availabilityOf } from '@/lib/features/branches/rules'
import {
  type BranchRecord,
  businessDateOf,
  nextBusinessDayAt,
  type ServiceRecord,
  serviceOf,
} from '@/lib/features/branches/server/branch-directory'
import type { NewAuditEntry } from '@/lib/server/audit/entry'
import { auditOf, type Command, type Outcome, type Work } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { codeOf, emptyTally } from '../rules'
import { buildSnapshot } from './build-snapshot'
import {
  findActiveTickets,
  findOrOpenVisits,
  forgetEmptyVisits,
  insertTickets,
  type JoinInput,
  type NewTicket,
  type VisitRow,
} from './join-store'
import { presentTicket, type Standing, standingIn, withLink } from './present-ticket'
import { addToQueueDay, lockQueueDays, type QueueDayRow } from './queue-day'
import { auditOfTransition, type NewTransition, recordTransitions } from './record-transitions'
import type { TicketRow } from './ticket-row'
import { queueEvents } from './topics'

type Join = { command: Command<JoinInput>; service: ServiceRecord; visit: VisitRow }
type Joined = { ticket: TicketRow; isNew: boolean } | AppError
/** The business day that all wishes are of, and when the next one begins. */
type Today = { branch: BranchRecord; date: string; nextDay: Date }

const pairKey = (visitId: string, serviceId: string): string => `${visitId} ${serviceId}`

function sourceOf({ kind }: Actor): NewTicket['source'] {
  if (kind === 'device') return 'kiosk'
  return kind === 'visitor' ? 'phone' : 'reception'
}

/** A ticket with the next number, or why there is none. Does not write. */
function issue(
  { command, service, visit }: Join,
  { branch, date, nextDay }: Today,
  day: QueueDayRow,
  issued: number,
): NewTicket | AppError {
  if (command.actor.kind === 'visitor' && !flagOn(branch, 'phone_turns'))
    return new AppError('switched_off', { flag: 'phone_turns' })
  const { availability, opensAt } = availabilityOf(
    service,
    day.lastSequence + issued,
    command.now,
    branch.timeZone,
    nextDay,
  )
  const opens = { service: service.slug, opensAt: opensAt?.toISOString() ?? null }
  if (availability === 'closed') return new AppError('service_closed', opens)
  if (availability === 'full') return new AppError('service_full', { ...opens, dailyCap: service.dailyCap })
  const sequence = day.lastSequence + issued + 1
  return {
    branchId: branch.id,
    visit,
    serviceId: service.id,
    businessDate: date,
    sequence,
    code: codeOf(service.prefix, sequence),
    priority: command.input.priority === 'emergency' ? 0 : 1,
    source: sourceOf(command.actor),
    at: command.now,
  }
}

function dayOf(days: ReadonlyMap<string, QueueDayRow>, serviceId: string): QueueDayRow {
  const day = days.get(serviceId)
  if (!day) throw new Error('a queue day was not locked')
  return day
}

function addIssued(tx: Tx, serviceId: string, businessDate: string, issued: number): Promise<QueueDayRow> {
  return addToQueueDay(tx, serviceId, businessDate, { ...emptyTally, issued, waiting: issued })
}

/** The visits of which every wish was refused: one opened for such a wish must not stay. */
function refusedVisits(joins: readonly Join[], joined: readonly Joined[]): string[] {
  const welcome = new Set(joins.flatMap(({ visit }, i) => (joined[i] instanceof AppError ? [] : [visit.id])))
  return joins.flatMap(({ visit }) => (welcome.has(visit.id) ? [] : [visit.id]))
}

/** Decides for each wish: the ticket that its visit already has there, a new one, or a refusal. */
function decideAll(
  joins: readonly Join[],
  today: Today,
  active: ReadonlyMap<string, TicketRow>,
  days: ReadonlyMap<string, QueueDayRow>,
): (NewTicket | TicketRow | AppError)[] {
  const issuedNow = new Map<string, number>()
  const given = new Map<string, NewTicket>()
  return joins.map((join) => {
    const key = pairKey(join.visit.id, join.service.id)
    const there = active.get(key) ?? given.get(key)
    if (there) return there
    const day = dayOf(days, join.service.id)
    const issued = issuedNow.get(join.service.id) ?? 0
    const made = issue(join, today, day, issued)
    if (!(made instanceof AppError)) {
      issuedNow.set(join.service.id, issued + 1)
      given.set(key, made)
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

async function writeNew(
  tx: Tx,
  joins: readonly Join[],
  decided: readonly (NewTicket | TicketRow | AppError)[],
): Promise<{ joined: Joined[]; audit: NewAuditEntry[] }> {
  const fresh = [...new Set(decided.filter(isNewTicket))]
  const rows = new Map(await insertTickets(tx, fresh))
  // Of several who are given the same ticket the first asked for it; a map keeps what is put in last.
  const askedBy = joins.flatMap(({ command }, i) => (decided[i] ? [[decided[i], command] as const] : []))
  const commands = new Map(askedBy.reverse())
  const written = fresh.flatMap((made) => {
    const [ticket, command] = [rows.get(made), commands.get(made)]
    return ticket && command ? [{ command, transition: joinOf(ticket, command, made.at) }] : []
  })
  await recordTransitions(
    tx,
    written.map((it) => it.transition),
  )
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
  return { joined, audit }
}

/**
 * Gives turns to everybody who asked at the same moment in one branch, in one transaction: numbers without gap or
 * repeat, one active ticket a visit and queue, one new snapshot a queue. A refusal concerns only its own wish. All wishes
 * are of one business day.
 */
export async function joinQueue(tx: Tx, commands: readonly Command<JoinInput>[]): Promise<Work> {
  const first = commands[0]
  if (!first) throw new Error('nobody joins')
  const { branch } = first.input
  const today = businessDateOf(branch, first.now)
  const services = commands.map((command) => serviceOf(branch, command.input.service))
  const days = await lockQueueDays(
    tx,
    services.map((it) => it.id),
    today,
  )
  const visits = await findOrOpenVisits(tx, branch.id, today, commands)
  const joins = commands.flatMap((command, i): Join[] => {
    const [service, visit] = [services[i], visits[i]]
    return service && visit ? [{ command, service, visit }] : []
  })
  const active = await findActiveTickets(
    tx,
    joins.map((join) => join.visit),
  )
  const byPair = new Map(active.map((ticket) => [pairKey(ticket.visitId, ticket.serviceId), ticket]))
  const nextDay = nextBusinessDayAt(branch, first.now)
  const decided = decideAll(joins, { branch, date: today, nextDay }, byPair, days)
  const { joined, audit } = await writeNew(tx, joins, decided)
  await forgetEmptyVisits(tx, refusedVisits(joins, joined))

  const events: NewEvent[] = []
  const standing = new Map<string, Standing>()
  for (const service of new Set(services)) {
    const here = joined.flatMap((it) => (!(it instanceof AppError) && it.ticket.serviceId === service.id ? [it] : []))
    if (here.length === 0) continue
    const issued = here.filter((it) => it.isNew).length
    const day = issued > 0 ? await addIssued(tx, service.id, today, issued) : dayOf(days, service.id)
    const snapshot = await buildSnapshot(tx, branch, service, today, day)
    if (issued > 0) events.push(...queueEvents(service.id, snapshot))
    here.forEach(({ ticket }) => {
      // Beyond the snapshot's 500 a newcomer stands at the end, before those who came after it in this moment.
      const place = standingIn(snapshot, ticket.code) ?? {
        place: day.waiting - (day.lastSequence - ticket.sequence),
        waiting: day.waiting,
      }
      if (ticket.state === 'waiting') standing.set(ticket.id, place)
    })
  }
  const outcomes = joined.map((it): Outcome => {
    if (it instanceof AppError) return { refused: it }
    const answer = withLink(presentTicket(branch, it.ticket, standing.get(it.ticket.id) ?? null), it.ticket)
    return { answer, status: it.isNew ? 201 : 200 }
  })
  return { branchId: branch.id, outcomes, events, audit }
}
