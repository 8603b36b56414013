import 'server-only'
import { businessDateOf, findBranch, kindOf, serviceOf, withFreshSetup } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { Actor } from '@/lib/server/identity/actor'
import type { TicketState } from '../contract'
import type { LineTicketDto } from '../line-contract'
import { aheadInLine } from '../order-of-call'
import { type Standing, standingAt, standingIn } from '../place-in-line'
import { isAtHand } from '../rules'
import { snapshotOf } from './get-queue-status'
import { listAtHand, nameColleagues } from './list-at-hand'
import { ensureDayOpen } from './open-business-day'
import { inLine, orderOfCall, withClass } from './order-of-call'
import { assertCanReadLine } from './policy'
import { presentLineTicket } from './present-ticket'
import { readQueueDay } from './queue-day'
import { selectTickets, type TicketRow } from './ticket-row'

const atMost = 300
const order: readonly TicketState[] = ['in_service', 'called', 'waiting', 'on_hold', 'missed']

const atHand = (serviceId: string, businessDate: string): Prisma.Sql =>
  Prisma.sql`t.service_id = ${serviceId}::uuid AND t.business_date = ${businessDate}::date
    AND t.state IN ('in_service', 'called', 'on_hold', 'missed')`

function listTickets(which: Prisma.Sql, at: Date): Promise<TicketRow[]> {
  return selectTickets(db(), Prisma.sql`${withClass} WHERE ${which} ORDER BY ${orderOfCall(at)} LIMIT ${atMost}::int`)
}

/**
 * The line as staff see it: called and served tickets first, then in order of call, then on hold and missed. At
 * most five reads.
 */
export async function getLine(
  actor: Actor,
  input: { service: string; branch?: string | undefined },
  now: Date,
): Promise<{ service: string; version: number; tickets: LineTicketDto[] }> {
  const { branch, service } = await withFreshSetup(async () => {
    const branch = await findBranch(input.branch)
    assertCanReadLine(actor, branch.id)
    return { branch, service: serviceOf(branch, input.service) }
  })
  await ensureDayOpen(branch, now)
  const today = businessDateOf(branch, now)
  // The version is read first: a newer line labelled with an older version is only fetched again, never kept too long.
  const day = await readQueueDay(db(), service.id, today)
  // A separate query, so that a long line does not crowd out the tickets in service.
  const beside = await listTickets(atHand(service.id, today), now)
  const waiting = await listTickets(inLine(Prisma.sql`${service.id}::uuid`, today), now)
  const atPoints = await listAtHand(branch, today)
  const colleagues = await nameColleagues(
    actor,
    beside.filter((it) => isAtHand(it.state)),
  )
  const ahead = aheadInLine(
    waiting.map((it) => ({ kind: kindOf(branch, it.class), creditFrom: it.creditFrom.getTime() })),
  )
  const snapshot = await snapshotOf(branch, service.id, now)
  const tickets = [...beside, ...waiting]
  const sorted = order.flatMap((state) => tickets.filter((it) => it.state === state))
  const standingOf = (it: TicketRow): Standing => {
    const place = waiting.indexOf(it)
    const wait = (snapshot && standingIn(snapshot, it.code)?.wait) ?? null
    return { ...standingAt(place, day.waiting), ahead: ahead[place] ?? null, wait }
  }
  return {
    service: service.slug,
    version: day.version,
    tickets: sorted.map((it) => {
      const standing = it.state === 'waiting' ? standingOf(it) : null
      const other = atPoints.find((at) => at.visitId === it.visitId && at.id !== it.id)
      return presentLineTicket(branch, it, {
        standing,
        elsewhere: other ?? null,
        servedBy: (isAtHand(it.state) && colleagues.get(it.servedById ?? '')) || null,
      })
    }),
  }
}
