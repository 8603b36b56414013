import 'server-only'
import {
  type BranchRecord,
  businessDateOf,
  findBranch,
  type ServicePointRecord,
  serviceOf,
} from '@/lib/features/branches/server/branch-directory'
import type { Command } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import { transition } from '../rules'
import type { TicketCommandResult } from './change-ticket'
import { assertCanServe } from './policy'
import { lockQueueDays } from './queue-day'
import { lockTicket, type TicketRow } from './ticket-row'
import { lockServicePoint, type TicketChange, writeChanges } from './write-ticket'

type Input = { params: { service: string }; body: { servicePoint: string; branch?: string | undefined } }

function pointOf(branch: BranchRecord, slug: string, serviceId: string): ServicePointRecord {
  const point = branch.servicePoints.find((it) => it.slug === slug)
  if (!point) throw new AppError('unknown_service_point', { servicePoint: slug })
  if (!point.serviceIds.includes(serviceId)) throw new AppError('service_point_not_serving', { servicePoint: slug })
  return point
}

/** Who is at the service point now: one called must be dealt with first, one in service will be finished. */
async function currentAt(
  tx: Tx,
  servicePointId: string,
  businessDate: string,
): Promise<{ id: string; serviceId: string } | null> {
  const current = await tx.ticket.findFirst({
    where: { servicePointId, businessDate: new Date(businessDate), state: { in: ['called', 'in_service'] } },
    select: { id: true, serviceId: true, code: true, state: true },
  })
  if (current?.state === 'called') {
    throw new AppError('service_point_busy', { ticket: current.id, code: current.code, state: current.state })
  }
  return current
}

/** The next in the order of call: emergencies first, then by the time waited, then by number. */
async function pickNext(tx: Tx, serviceId: string, businessDate: string): Promise<TicketRow | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM ticket
    WHERE service_id = ${serviceId}::uuid AND business_date = ${businessDate}::date AND state = 'waiting'
    ORDER BY priority, credit_from, sequence LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`
  return rows[0] ? lockTicket(tx, rows[0].id) : null
}

async function finishCurrent(tx: Tx, id: string, pointId: string, actor: Staff, now: Date): Promise<TicketChange[]> {
  const before = await lockTicket(tx, id)
  if (before?.state !== 'in_service' || before.servicePointId !== pointId) return []
  return [
    { before, after: transition(before, { action: 'finish', at: now, staffId: actor.accountId }), action: 'finish' },
  ]
}

/**
 * Calls the next visitor of a queue to a service point and finishes the one in service there. Locks the point, the days
 * of the queues, the tickets, in this order, so two clerks never get the same person.
 * Throws `queue_empty`, `service_point_busy`, `service_point_not_serving`, `unknown_service`, `unknown_service_point`.
 */
export async function callNextTicket(tx: Tx, { actor, input, now }: Command<Input>): Promise<TicketCommandResult> {
  const branch = await findBranch(input.body.branch, tx)
  assertCanServe(actor, branch.id)
  const service = serviceOf(branch, input.params.service)
  const point = pointOf(branch, input.body.servicePoint, service.id)
  const today = businessDateOf(branch, now)

  await lockServicePoint(tx, point.id)
  const current = await currentAt(tx, point.id, today)
  await lockQueueDays(tx, current ? [service.id, current.serviceId] : [service.id], today)
  const next = await pickNext(tx, service.id, today)
  if (!next) throw new AppError('queue_empty', { service: service.slug })

  const finished = current ? await finishCurrent(tx, current.id, point.id, actor, now) : []
  const act = { action: 'call', at: now, servicePointId: point.id, staffId: actor.accountId } as const
  const changes: TicketChange[] = [...finished, { before: next, after: transition(next, act), action: 'call' }]
  const { tickets, events, audit } = await writeChanges(tx, branch, changes, actor, now)
  const answer = tickets.at(-1)
  if (!answer) throw new Error('a call without a ticket')
  return { branchId: branch.id, answer, events, audit }
}
