import 'server-only'
import {
  type BranchRecord,
  businessDateOf,
  findBranch,
  type ServicePointRecord,
  serviceOf,
} from '@/lib/features/branches/server/public'
import type { Command } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { PassingError } from '@/lib/server/db/retry'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { AppError } from '@/lib/shared/errors'
import { transition } from '../rules'
import type { TicketCommandResult } from './change-ticket'
import { inLine, orderOfCall } from './order-of-call'
import { assertCanServe } from './policy'
import { lockLines } from './queue-locks'
import { selectTickets, type TicketRow } from './ticket-row'
import { writeChanges } from './write-ticket'

type Input = { params: { service: string }; body: { servicePoint: string; branch?: string | undefined } }

function pointOf(branch: BranchRecord, slug: string, serviceId: string): ServicePointRecord {
  const point = branch.servicePoints.find((it) => it.slug === slug)
  if (!point) throw new AppError('unknown_service_point', { servicePoint: slug })
  if (!point.serviceIds.includes(serviceId)) throw new AppError('service_point_not_serving', { servicePoint: slug })
  return point
}

const atPoint = (pointId: string, businessDate: string): Prisma.Sql =>
  Prisma.sql`SELECT t.id FROM ticket AS t WHERE t.service_point_id = ${pointId}::uuid
    AND t.business_date = ${businessDate}::date AND t.state IN ('called', 'in_service')`

/** A called ticket must be resolved first; one in service will be finished. Throws `service_point_busy`. */
function assertNotCalled(current: TicketRow | null): void {
  if (current?.state !== 'called') return
  throw new AppError('service_point_busy', { ticket: current.id, code: current.code, state: current.state })
}

/** The ticket at the service point, read before any lock. */
async function currentAt(tx: Tx, pointId: string, businessDate: string): Promise<TicketRow | null> {
  const [current = null] = await selectTickets(tx, Prisma.sql`WHERE t.id IN (${atPoint(pointId, businessDate)})`)
  return current
}

/** The ticket at the service point, and the next in the line, read under their locks. */
async function pickNext(
  tx: Tx,
  pointId: string,
  serviceId: string,
  businessDate: string,
): Promise<{ current: TicketRow | null; next: TicketRow | null }> {
  const line = inLine(Prisma.sql`${serviceId}::uuid`, businessDate)
  const found = await selectTickets(
    tx,
    Prisma.sql`WHERE t.id IN (
      ${atPoint(pointId, businessDate)}
      UNION ALL (SELECT t.id FROM ticket AS t WHERE ${line} ORDER BY ${orderOfCall} LIMIT 1))`,
  )
  const current = found.find((it) => it.state !== 'waiting') ?? null
  assertNotCalled(current)
  return { current, next: found.find((it) => it.state === 'waiting') ?? null }
}

/**
 * Calls the next visitor of a queue to a service point and finishes the ticket in service there. Locks the point and
 * the days of the queues, in this order, so two clerks never get the same visitor. Throws `queue_empty`,
 * `service_point_busy`, `service_point_not_serving`, `unknown_service`, `unknown_service_point`.
 */
export async function callNextTicket(tx: Tx, { actor, input, now }: Command<Input>): Promise<TicketCommandResult> {
  const branch = await findBranch(input.body.branch, tx)
  assertCanServe(actor, branch.id)
  const service = serviceOf(branch, input.params.service)
  const point = pointOf(branch, input.body.servicePoint, service.id)
  const businessDate = businessDateOf(branch, now)

  const seen = await currentAt(tx, point.id, businessDate)
  const queues = seen ? [service.id, seen.serviceId] : [service.id]
  await lockLines(tx, { servicePoints: [point.id], queues, businessDate })
  const { current, next } = await pickNext(tx, point.id, service.id, businessDate)
  // Another ticket is at the point by now: the day of its queue would have to be locked too.
  if (current && !queues.includes(current.serviceId)) throw new PassingError()
  if (!next) throw new AppError('queue_empty', { service: service.slug })

  const by = { at: now, staffId: actor.accountId }
  const finish = current && { before: current, after: transition(current, { ...by, action: 'finish' }) }
  const call = { before: next, after: transition(next, { ...by, action: 'call', servicePointId: point.id }) }
  const changes = [...(finish ? [{ ...finish, action: 'finish' as const }] : []), { ...call, action: 'call' as const }]
  const { tickets, events, audit } = await writeChanges(tx, branch, changes, businessDate, actor, now)
  const answer = tickets.at(-1)
  if (!answer) throw new Error('a call without a ticket')
  return { branchId: branch.id, answer, events, audit }
}
