import 'server-only'
import { businessDateOf, findBranch, serviceOf } from '@/lib/features/branches/server/branch-directory'
import { db } from '@/lib/server/db/client'
import type { Actor } from '@/lib/server/identity/actor'
import type { LineTicketDto, TicketState } from '../contract'
import { assertCanReadLine } from './policy'
import { presentLineTicket } from './present-ticket'
import { readQueueDay } from './queue-day'
import { ticketRowOf } from './ticket-row'

const atMost = 300
const beside: readonly TicketState[] = ['in_service', 'called', 'on_hold', 'missed']
const order: readonly TicketState[] = ['in_service', 'called', 'waiting', 'on_hold', 'missed']

function listTickets(serviceId: string, businessDate: string, states: readonly TicketState[]) {
  return db().ticket.findMany({
    where: { serviceId, businessDate: new Date(businessDate), state: { in: [...states] } },
    orderBy: [{ priority: 'asc' }, { creditFrom: 'asc' }, { sequence: 'asc' }],
    take: atMost,
    include: { visit: { select: { visitorId: true, linkToken: true, holderNameSealed: true } } },
  })
}

/** The line as the staff see it: at hand first, then in order of call, then on hold and missed. Three reads. */
export async function getLine(
  actor: Actor,
  input: { service: string; branch?: string | undefined },
  now: Date,
): Promise<{ service: string; version: number; tickets: LineTicketDto[] }> {
  const branch = await findBranch(input.branch)
  assertCanReadLine(actor, branch.id)
  const service = serviceOf(branch, input.service)
  const today = businessDateOf(branch, now)
  // The version is read first: a newer line under an older version is fetched once more, never kept too long.
  const day = await readQueueDay(db(), service.id, today)
  // Apart, so that a long line cannot push out who is being served.
  const rows = [
    ...(await listTickets(service.id, today, beside)),
    ...(await listTickets(service.id, today, ['waiting'])),
  ]
  const tickets = rows.map(ticketRowOf)
  const waiting = tickets.filter((it) => it.state === 'waiting')
  const sorted = order.flatMap((state) => tickets.filter((it) => it.state === state))
  return {
    service: service.slug,
    version: day.version,
    tickets: sorted.map((it) => {
      const standing = it.state === 'waiting' ? { place: waiting.indexOf(it) + 1, waiting: day.waiting } : null
      return presentLineTicket(branch, it, standing)
    }),
  }
}
