import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { TicketDto } from '../contract'
import { type Action, addTally, emptyTally, type Tally, type TicketFields, tallyOf } from '../rules'
import { buildSnapshot } from './build-snapshot'
import { presentTicket, standingIn } from './present-ticket'
import { addToQueueDay } from './queue-day'
import { auditOfTransition, type NewTransition, recordTransitions } from './record-transitions'
import { fieldsOf, type TicketRow } from './ticket-row'
import { queueEvents, ticketEvent } from './topics'

/** One ticket before and after. */
export type TicketChange = { before: TicketRow; after: TicketFields; action: Action | 'undo'; undoOf?: string }

/** Throws `service_point_busy` when somebody else is called to, or served at, a service point (whose row is locked). */
export async function assertPointFree(
  tx: Tx,
  servicePointId: string,
  businessDate: Date,
  ticketId: string,
): Promise<void> {
  const other = await tx.ticket.findFirst({
    where: { servicePointId, businessDate, state: { in: ['called', 'in_service'] }, id: { not: ticketId } },
    select: { id: true, code: true, state: true },
  })
  if (other) throw new AppError('service_point_busy', { ticket: other.id, code: other.code, state: other.state })
}

const standing = ['waiting', 'called', 'in_service', 'on_hold']

/**
 * Throws `already_in_line` when a change would put a ticket into a queue (whose day is locked) where another one of its
 * visit stands: somebody who missed the call, or left, may have taken a new turn since.
 */
export async function assertNotInLine(tx: Tx, before: TicketRow, after: TicketFields): Promise<void> {
  const stays = standing.includes(before.state) && before.serviceId === after.serviceId
  if (stays || !standing.includes(after.state)) return
  const other = await tx.ticket.findFirst({
    where: { visitId: before.visitId, serviceId: after.serviceId, state: { in: standing }, id: { not: before.id } },
    select: { code: true },
  })
  if (other) throw new AppError('already_in_line', { code: other.code })
}

/** Locks a service point's row, so that two calls to it happen one after another. Taken before any queue day. */
export async function lockServicePoint(tx: Tx, servicePointId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM service_point WHERE id = ${servicePointId}::uuid FOR NO KEY UPDATE`
}

async function write(tx: Tx, { before, after }: TicketChange): Promise<TicketRow> {
  const fields = fieldsOf(after)
  await tx.ticket.updateMany({ where: { id: before.id }, data: { ...fields, version: { increment: 1 } } })
  return { ...before, ...fields, version: before.version + 1 }
}

/** What the changes add to the counters of each queue they touch. */
function talliesOf(changes: readonly TicketChange[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const { before, after } of changes) {
    for (const [fields, factor] of [[before, -1] as const, [after, 1] as const]) {
      const tally = tallies.get(fields.serviceId) ?? emptyTally
      tallies.set(fields.serviceId, addTally(tally, tallyOf(fields, before.createdAt), factor))
    }
  }
  return tallies
}

function transitionOf({ before, after, action, undoOf }: TicketChange, actor: Actor | null, at: Date): NewTransition {
  return {
    ticketId: before.id,
    version: before.version + 1,
    serviceId: after.serviceId,
    businessDate: before.businessDate,
    action,
    fromState: before.state,
    toState: after.state,
    servicePointId: after.servicePointId ?? before.servicePointId,
    actor,
    at,
    before: fieldsOf(before),
    ...(undoOf && { undoOf }),
  }
}

/**
 * Writes changed tickets with their history, brings the counters of their queues (whose days are locked) up to date, and
 * answers the tickets as they are now with the events for hall, staff and holders, and the audit.
 */
export async function writeChanges(
  tx: Tx,
  branch: BranchRecord,
  changes: readonly TicketChange[],
  actor: Actor | null,
  at: Date,
): Promise<{ tickets: TicketDto[]; events: NewEvent[]; audit: AuditChange[] }> {
  const rows: TicketRow[] = []
  for (const change of changes) rows.push(await write(tx, change))
  const transitions = changes.map((change) => transitionOf(change, actor, at))
  await recordTransitions(tx, transitions)
  const audit = transitions.map(auditOfTransition)
  const first = changes[0]
  if (!first) return { tickets: [], events: [], audit }
  const businessDate = first.before.businessDate.toISOString().slice(0, 10)
  const events: NewEvent[] = []
  const standings = new Map<string, ReturnType<typeof standingIn>>()
  for (const [serviceId, tally] of [...talliesOf(changes)].sort(([a], [b]) => a.localeCompare(b))) {
    const service = branch.services.find((it) => it.id === serviceId)
    if (!service) throw new Error(`queue ${serviceId} is not of this branch`)
    const day = await addToQueueDay(tx, serviceId, businessDate, tally)
    const snapshot = await buildSnapshot(tx, branch, service, businessDate, day)
    events.push(...queueEvents(serviceId, snapshot))
    for (const row of rows) if (row.serviceId === serviceId) standings.set(row.id, standingIn(snapshot, row.code))
  }
  const tickets = rows.map((row) => presentTicket(branch, row, standings.get(row.id) ?? null))
  return { tickets, events: [...events, ...tickets.map(ticketEvent)], audit }
}
