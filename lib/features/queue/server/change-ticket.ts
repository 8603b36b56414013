import 'server-only'
import { type BranchRecord, businessDateOf, withFreshSetup } from '@/lib/features/branches/server/public'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Command } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { TransientError } from '@/lib/server/db/retry'
import type { NewEvent } from '@/lib/server/events/event'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { Permission } from '@/lib/shared/permissions'
import type { TicketDto } from '../contract'
import { type Action, isAtHand, type TicketFields } from '../rules'
import { findBranchOf } from './find-branch-of'
import { requireOpenDay } from './open-business-day'
import type { PlanMove } from './plan-move'
import { assertCanChange } from './policy'
import { lockLines, lockVisitOf } from './queue-locks'
import { assertNotElsewhere, assertNotInLine, assertOwnService, assertPointFree, findRivals } from './rival-tickets'
import { findTicket, type TicketRow } from './ticket-row'
import { writeChanges } from './write-ticket'

/** The input of every command on one ticket. */
export type TicketInput<Body> = { params: { id: string }; body: Body }

/** `move` is the change of the visit's plan, if it has one and it changed. */
export type TicketCommandResult = {
  branchId: string
  answer: TicketDto
  events: NewEvent[]
  audit: AuditChange[]
  move: PlanMove | null
}

/** The fields that the body of every command on a ticket may have. */
type AnyBody = { version?: number | undefined; endAnothers?: boolean | undefined; service?: string | undefined }

/** The ticket after a command, and the change of its visit's plan; for an undo also the undone change and its time. */
type Decision = { after: TicketFields; move?: PlanMove | null; undoOf?: string; undoes?: Date }

type Context<Body> = { branch: BranchRecord; actor: Actor; body: Body; now: Date }

/** What distinguishes one command on a ticket from another. */
type Rule<Body> = {
  action: Action | 'undo'
  permission: Permission
  holderMay?: boolean
  /**
   * What the command does to the plan of the visit, once, under the lock of the visit: the choice of the next clinic must not
   * change while its line is being locked. May read, not write.
   */
  plan?: (tx: Tx, ticket: TicketRow, context: Context<Body>) => Promise<PlanMove | null>
  /** The ticket after the command. May read, not write. Throws when the command is not allowed. */
  decide: (
    tx: Tx,
    ticket: TicketRow,
    context: Context<Body> & { move: PlanMove | null },
  ) => Promise<Decision> | Decision
}

function assertCurrent(branch: BranchRecord, ticket: TicketRow, version: number | undefined, now: Date): void {
  const { state } = ticket
  if (version !== undefined && version !== ticket.version)
    throw new AppError('stale_version', { version: ticket.version, state })
  const today = businessDateOf(branch, now)
  // A command sent just before the boundary of the day finds its ticket carried into the next.
  const days = [ticket.businessDate, ticket.carriedFrom].map((it) => it?.toISOString().slice(0, 10))
  if (!days.includes(today)) throw new AppError('wrong_state', { state: 'expired' })
}

/** The rows that a change needs locked in addition to the visit. */
type LocksNeeded = { servicePoints: readonly string[]; queues: readonly string[] }

function locksFor(before: TicketFields, after: TicketFields): LocksNeeded {
  const servicePoints = isAtHand(after.state) && after.servicePointId !== null ? [after.servicePointId] : []
  return { servicePoints, queues: [before.serviceId, after.serviceId] }
}

function covers(held: LocksNeeded, needed: LocksNeeded): boolean {
  const pointsHeld = needed.servicePoints.every((it) => held.servicePoints.includes(it))
  return pointsHeld && needed.queues.every((it) => held.queues.includes(it))
}

/**
 * Creates the use case of a command on one ticket. Locks its visit, the service point it will be at and the days of the
 * queues it leaves and enters, then decides on the ticket as read under these locks. Throws `ticket_not_found`,
 * `stale_version`, `wrong_state`, `already_in_line`, `service_point_busy`, `busy_elsewhere`, `started_by_another` and what the
 * rule throws.
 */
export function changeTicket<Body extends AnyBody>(rule: Rule<Body>) {
  return async (tx: Tx, { actor, input, now }: Command<TicketInput<Body>>): Promise<TicketCommandResult> => {
    const { params, body } = input
    // Serialises the commands on one ticket. After this only a call or the end of the day can still change it.
    await lockVisitOf(tx, params.id)
    const seen = await findTicket(tx, params.id)
    assertCanChange(actor, seen, rule, now)
    const { context, planned } = await withFreshSetup(async () => {
      const branch = await findBranchOf(seen, tx)
      requireOpenDay(branch, now, seen)
      assertCurrent(branch, seen, body.version, now)
      const plain = { branch, actor, body, now }
      const context = { ...plain, move: (await rule.plan?.(tx, seen, plain)) ?? null }
      return { context, planned: (await rule.decide(tx, seen, context)).after }
    }, tx)
    const { branch } = context
    const businessDate = seen.businessDate.toISOString().slice(0, 10)
    const held = locksFor(seen, planned)
    await lockLines(tx, { branch, ...held, businessDate })

    const { ticket, rivals } = await findRivals(tx, seen, planned)
    assertCurrent(branch, ticket, body.version, now)
    const { after, move = context.move, undoOf, undoes } = await rule.decide(tx, ticket, context)
    // Taking another lock now would violate the lock order.
    if (!covers(held, locksFor(ticket, after))) throw new TransientError()
    assertNotInLine(rivals, ticket, after)
    assertPointFree(rivals, after)
    assertNotElsewhere(branch, rivals, ticket, after)
    assertOwnService(actor, ticket, after, body.endAnothers)

    const undo = { ...(undoOf && { undoOf }), ...(undoes && { undoes }) }
    const change = { before: ticket, after, action: rule.action, ...(move && { move }), ...undo }
    const { tickets, events, audit } = await writeChanges(tx, {
      branch,
      changes: [change],
      mates: rivals.filter((it) => it.visitId === ticket.visitId),
      businessDate,
      actor,
      at: now,
    })
    const answer = tickets[0]
    if (!answer) throw new Error('a change without a ticket')
    return { branchId: branch.id, answer, events, audit, move }
  }
}
