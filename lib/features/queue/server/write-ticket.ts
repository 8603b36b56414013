import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { savePlans } from '@/lib/features/journeys/server/public'
import { planBefore } from '@/lib/features/journeys/visit-plan'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import type { Actor } from '@/lib/server/identity/actor'
import type { TicketDto } from '../contract'
import { type Standing, standingIn } from '../place-in-line'
import { type Action, isAtHand, type TicketFields } from '../rules'
import { isStanding } from '../standing'
import { addTally, emptyTally, type Tally, tallyOf } from '../tallies'
import { buildSnapshots } from './build-snapshot'
import type { PlanMove } from './plan-move'
import { presentTicket } from './present-ticket'
import type { DayChange } from './queue-day'
import { auditOfTransition, type NewTransition } from './record-transitions'
import { fieldsOf, type TicketRow } from './ticket-row'
import { lineEvents, queueEvents, ticketEvent } from './topics'
import { writeRows } from './write-rows'

/** One ticket before and after. */
export type TicketChange = {
  before: Omit<TicketRow, 'visit'>
  after: TicketFields
  action: Action | 'undo'
  /** What it does to the plan of the visit. */
  move?: PlanMove
  undoOf?: string
  /** For an undo, the time of the undone change. */
  undoes?: Date
}

/** What changes at `at` add to the counters of the affected queues. */
export function dayChangesOf(changes: readonly TicketChange[], at: Date): DayChange[] {
  const tallies = new Map<string, Tally>()
  for (const { before, after, undoes } of changes) {
    const change = { before, after, at, ...(undoes && { undoes }) }
    for (const [serviceId, add] of tallyOf(change))
      tallies.set(serviceId, addTally(tallies.get(serviceId) ?? emptyTally, add, 1))
  }
  return [...tallies].sort().map(([serviceId, add]) => ({ serviceId, add, issued: 0 }))
}

export function transitionOf(
  { before, after, action, move, undoOf }: TicketChange,
  actor: Actor | null,
  at: Date,
): NewTransition {
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
    before: { ...fieldsOf(before), ...(move && { plan: planBefore(move.before, move.after) }) },
    ...(undoOf && { undoOf }),
  }
}

/** The tickets after the changes. */
function changedRows(changes: readonly (TicketChange & { before: TicketRow })[]): TicketRow[] {
  return changes.map(({ before, after }) => ({ ...before, ...fieldsOf(after), version: before.version + 1 }))
}

/** The changes of tickets of one business day; `mates` are the other tickets of their visits. */
type Changes = {
  branch: BranchRecord
  changes: readonly (TicketChange & { before: TicketRow })[]
  mates: readonly TicketRow[]
  businessDate: string
  actor: Actor | null
  at: Date
}

/** The other queues of a visitor who was just called elsewhere or became free. */
function queuesToTell({ changes, mates }: Changes): string[] {
  const moved = changes.filter(({ before, after }) => isAtHand(before.state) !== isAtHand(after.state))
  const visits = new Set(moved.map(({ before }) => before.visitId))
  return mates.filter((it) => visits.has(it.visitId) && isStanding(it.state)).map((it) => it.serviceId)
}

/**
 * Writes changed tickets with their history, updates the counters of their queues (whose days are locked), and returns the
 * current tickets with the events for hall, staff and holders, and the audit. Two statements, and one for plans. Throws `TransientError` when a
 * ticket has changed since it was read, or its holder was called elsewhere.
 */
export async function writeChanges(
  tx: Tx,
  given: Changes,
): Promise<{ tickets: TicketDto[]; events: NewEvent[]; audit: AuditChange[] }> {
  const { branch, changes, businessDate, actor, at } = given
  const transitions = changes.map((change) => transitionOf(change, actor, at))
  const updated = changes.map(({ before: { id, version }, after }) => ({ id, version, after }))
  const plans = changes.flatMap(({ move }) => (move ? [move.after] : []))
  await savePlans(tx, branch.id, plans)
  const days = await writeRows(tx, { updated, transitions, days: dayChangesOf(changes, at), businessDate })
  const snapshots = await buildSnapshots(tx, branch, { businessDate, at }, [...days.values()])
  const tickets = changedRows(changes).map((row) => {
    const snapshot = snapshots.get(row.serviceId)
    const standing: Standing | null = snapshot ? standingIn(snapshot, row.code) : null
    return presentTicket(branch, row, standing)
  })
  const queues = [...snapshots].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([id, it]) => queueEvents(id, it))
  const lines = lineEvents(branch, new Set(queuesToTell(given).filter((id) => !snapshots.has(id))))
  return {
    tickets,
    events: [...queues, ...lines, ...tickets.map(ticketEvent)],
    audit: transitions.map(auditOfTransition),
  }
}
