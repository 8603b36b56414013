import 'server-only'
import { type BranchRecord, businessDateOf } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Actor } from '@/lib/server/identity/actor'
import type { TicketDto } from '../contract'
import { type Standing, standingAt, standingIn } from '../place-in-line'
import { openStates } from '../rules'
import { findBranchOf } from './find-branch-of'
import { snapshotOf } from './get-queue-status'
import { inOpenDay } from './open-business-day'
import { placesOf } from './order-of-call'
import { assertCanSee } from './policy'
import { presentTicket, withLink } from './present-ticket'
import { findTicket, listTicketsOfVisit, type TicketRow } from './ticket-row'
import { linkHashOf, oldestLinkedDay } from './visit-link'

async function standingOf(branch: BranchRecord, ticket: TicketRow, now: Date): Promise<Standing | null> {
  if (ticket.state !== 'waiting') return null
  const snapshot = await snapshotOf(branch, ticket.serviceId, now)
  if (!snapshot) return null
  const shown = standingIn(snapshot, ticket.code)
  if (shown) return shown
  const line = { serviceId: ticket.serviceId, businessDate: snapshot.businessDate, at: now }
  const place = (await placesOf(db(), line, [ticket.id])).get(ticket.id)
  return place === undefined ? null : standingAt(place - 1, snapshot.counts.waiting)
}

/** A ticket of a past day counts as expired, even before the job has closed that day. */
function asOfToday(branch: BranchRecord, ticket: TicketRow, now: Date): TicketRow {
  const isToday = ticket.businessDate.toISOString().slice(0, 10) === businessDateOf(branch, now)
  const isOver = ticket.state === 'completed' || ticket.state === 'cancelled'
  return isToday || isOver ? ticket : { ...ticket, state: 'expired' }
}

/** A ticket row as its holder sees it. */
export async function viewTicket(ticket: TicketRow, now: Date): Promise<TicketDto> {
  const branch = await findBranchOf(ticket)
  const current = asOfToday(branch, await inOpenDay(branch, ticket, now), now)
  return withLink(presentTicket(branch, current, await standingOf(branch, current, now)), current)
}

/** A ticket, for its holder (with the secret link) or staff of its branch. Throws `ticket_not_found`. */
export async function getTicket(actor: Actor, input: { id: string }, now: Date): Promise<TicketDto> {
  const ticket = await findTicket(db(), input.id)
  assertCanSee(actor, ticket, now)
  const view = await viewTicket(ticket, now)
  // With the link, staff could act as the holder: without the permission, and under another name in the history.
  return actor.kind === 'visitor' ? view : { ...view, link: '' }
}

const goingOn = { carriedFrom: { not: null }, state: { in: [...openStates] } }

/** The ids of a visitor's visits of the last day, or with a ticket that was carried over, newest first. */
export async function visitIdsOf(actor: Actor, now: Date): Promise<string[]> {
  if (actor.kind !== 'visitor') return []
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const own =
    actor.visitToken !== null
      ? { linkHash: linkHashOf(actor.visitToken), businessDate: { gte: oldestLinkedDay(now) } }
      : { visitorId: actor.visitorId, OR: [{ createdAt: { gte: dayAgo } }, { tickets: { some: goingOn } }] }
  if (actor.visitToken === null && actor.firstContact) return []
  const visits = await db().visit.findMany({
    where: own,
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: 5,
  })
  return visits.map((visit) => visit.id)
}

/** The visitor's tickets of today, newest first; for a visit whose link is given also those of past days. */
export async function listMyTickets(actor: Actor, now: Date): Promise<TicketDto[]> {
  const views: TicketDto[] = []
  for (const visitId of await visitIdsOf(actor, now)) {
    for (const ticket of await listTicketsOfVisit(db(), visitId)) views.push(await viewTicket(ticket, now))
  }
  const ofLink = actor.kind === 'visitor' && actor.visitToken !== null
  return ofLink ? views : views.filter((view) => view.state !== 'expired')
}
