import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/public'
import { canSee, findJourneyTicket, type TicketRow, viewTicket } from '@/lib/features/queue/server/public'
import { db, type Tx } from '@/lib/server/db/client'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { VisitDto } from '../contract'
import { findPlan } from './plan-store'
import { presentVisit } from './present-visit'

/** The ticket of a visit with a plan, for its holder or staff of its branch. Throws `visit_not_found`. */
export async function requireJourneyTicket(tx: Tx, actor: Actor, visitId: string, now: Date): Promise<TicketRow> {
  const ticket = await findJourneyTicket(tx, visitId)
  if (!canSee(actor, ticket, now)) throw new AppError('visit_not_found')
  return ticket
}

/** A visit, for its holder (with the secret link) or staff of its branch. Throws `visit_not_found`. */
export async function getVisit(actor: Actor, { id }: { id: string }, now: Date): Promise<VisitDto> {
  const ticket = await requireJourneyTicket(db(), actor, id, now)
  const plan = await findPlan(db(), id)
  if (!plan) throw new AppError('visit_not_found')
  const view = await viewTicket(ticket, now)
  // With the link, staff could act as the holder.
  const shown = actor.kind === 'visitor' ? view : { ...view, link: '' }
  return presentVisit(await findBranchById(ticket.branchId), plan, shown, now)
}
