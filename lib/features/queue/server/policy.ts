import 'server-only'
import { sameText } from '@/lib/server/crypto'
import { type Actor, assertCan, assertStaffCan, may, type Principal, type Staff } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { Permission } from '@/lib/shared/permissions'
import { lineKind, ticketKind } from '../topics'
import { linkTokenOf, oldestLinkedDay } from './visit-link'

type Held = {
  branchId: string
  visitId: string
  businessDate: Date
  visit: { visitorId: string | null; linkToken: string | null }
}

/**
 * Whether a visitor is the ticket's holder: by the browser's cookie, or by the visit's secret link while it is valid.
 */
function holds(actor: Actor, ticket: Held, now: Date): boolean {
  if (actor.kind !== 'visitor') return false
  const { visitId: id, visit } = ticket
  const token = ticket.businessDate >= oldestLinkedDay(now) ? actor.visitToken : null
  if (token !== null && sameText(token, linkTokenOf({ id, linkToken: visit.linkToken }))) return true
  return !actor.firstContact && actor.visitorId === visit.visitorId
}

/** Whether the actor is the ticket's holder or staff of its branch. */
export function canSee<T extends Held>(actor: Actor, ticket: T | null, now: Date): ticket is T {
  return ticket !== null && (may(actor, ticketKind.access.holderOr, ticket.branchId) || holds(actor, ticket, now))
}

/** Throws `ticket_not_found`, as for an id that does not exist, unless the actor is the holder or staff of its branch. */
export function assertCanSee(actor: Actor, ticket: Held | null, now: Date): asserts ticket is Held {
  if (!canSee(actor, ticket, now)) throw new AppError('ticket_not_found')
}

/** The requirement of a change: a permission in the ticket's branch or, where holders may, being its holder. */
type Needed = { permission: Permission; holderMay?: boolean }

/** Throws unless the actor meets the requirement; `ticket_not_found` for actors who may not know of the ticket. */
export function assertCanChange(
  actor: Actor,
  ticket: Held | null,
  { permission, holderMay }: Needed,
  now: Date,
): asserts ticket is Held {
  assertCanSee(actor, ticket, now)
  if (actor.kind === 'visitor' && holderMay) return
  assertCan(actor, permission, ticket.branchId)
}

/**
 * Visitors and kiosks take ordinary turns; actors who manage tickets may also register a walk-in with a name or as an
 * emergency. Throws `not_allowed`.
 */
export function assertCanIssue(actor: Actor, branchId: string, asksForStaff: boolean): void {
  if (actor.kind !== 'visitor') assertCan(actor, asksForStaff ? 'ticket.manage' : 'ticket.issue', branchId)
  else if (asksForStaff) throw new AppError('not_allowed')
}

/** Throws unless the actor may call visitors in this branch. */
export function assertCanServe(actor: Actor, branchId: string): asserts actor is Staff {
  assertStaffCan(actor, 'queue.serve', branchId)
}

/** Throws unless the actor may see the line of this branch with names. */
export function assertCanReadLine(actor: Actor, branchId: string): asserts actor is Principal {
  assertCan(actor, lineKind.access, branchId)
}
