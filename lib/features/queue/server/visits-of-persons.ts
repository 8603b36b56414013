import 'server-only'
import { db, type Tx } from '@/lib/server/db/client'
import { linkHashOf } from './visit-link'

/** A person of a branch, with their known browsers. */
type Known = { id: string; branchId: string; browsers: string[] }

/** The visit of a ticket, or null. `personId` is the person it is linked to. */
export async function findVisitOfTicket(tx: Tx, ticketId: string) {
  const ticket = await tx.ticket.findUnique({ where: { id: ticketId }, include: { visit: true } })
  if (!ticket) return null
  const { branchId, businessDate, visit } = ticket
  return { id: visit.id, branchId, businessDate, personId: visit.personId }
}

/** The branch and the linked person of the visit with this secret link, or null. */
export function findVisitByLink(token: string): Promise<{ branchId: string; personId: string | null } | null> {
  return db().visit.findUnique({
    where: { linkHash: linkHashOf(token) },
    select: { branchId: true, personId: true },
  })
}

/** Links a visit to a person as decided by staff; null marks it as of an unknown person. */
export async function settleVisit(tx: Tx, id: string, personId: string | null): Promise<void> {
  await tx.visit.update({ where: { id }, data: { personId, personSettled: true } })
}

/** Links the unlinked visits of a day, of a browser or with a secret link, to a person. Returns how many. */
export async function linkVisitsOfDay(
  tx: Tx,
  of: { branchId: string; day: string; visitorId: string; visitToken: string | null },
  personId: string,
): Promise<number> {
  const byLink = of.visitToken === null ? [] : [{ linkHash: linkHashOf(of.visitToken) }]
  const { count } = await tx.visit.updateMany({
    where: {
      branchId: of.branchId,
      businessDate: new Date(of.day),
      personId: null,
      OR: [{ visitorId: of.visitorId }, ...byLink],
    },
    data: { personId },
  })
  return count
}

/**
 * The visits of a person, newest first, with their tickets: linked ones, and unlinked ones of the person's browsers
 * unless staff have marked them as of an unknown person.
 */
export function listVisitsOf(tx: Tx, { id, branchId, browsers }: Known, take?: number) {
  const visitorId = { in: browsers }
  return tx.visit.findMany({
    where: { OR: [{ personId: id }, { personId: null, personSettled: false, branchId, visitorId }] },
    orderBy: { createdAt: 'desc' },
    ...(take !== undefined && { take }),
    include: { tickets: { orderBy: { createdAt: 'asc' } } },
  })
}
