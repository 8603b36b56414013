import 'server-only'
import {
  type BranchRecord,
  businessDateOf,
  findBranch,
  pointServing,
  type ServiceRecord,
  serviceOf,
  withFreshSetup,
} from '@/lib/features/branches/server/public'
import type { Command } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import { TransientError } from '@/lib/server/db/retry'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { CalledTicketDto } from '../command-contract'
import { transition } from '../rules'
import type { TicketCommandResult } from './change-ticket'
import { requireOpenDay } from './open-business-day'
import { currentAt, pickNext } from './pick-next'
import { type PlanMove, planFinish } from './plan-move'
import { assertCanServe } from './policy'
import { lockLines, lockVisitOf } from './queue-locks'
import { assertOwnService } from './rival-tickets'
import type { TicketRow } from './ticket-row'
import { writeChanges } from './write-ticket'

type CallNextResult = Omit<TicketCommandResult, 'answer' | 'move'> & { answer: CalledTicketDto }
type Body = { servicePoint: string; branch?: string | undefined; endAnothers?: boolean | undefined }
type Input = { params: { service: string }; body: Body }

async function placeOf(tx: Tx, actor: Actor, { params, body }: Input) {
  const branch = await findBranch(body.branch, tx)
  assertCanServe(actor, branch.id)
  const service = serviceOf(branch, params.service)
  return { branch, service, point: pointServing(branch, body.servicePoint, service.id), staffId: actor.accountId }
}

/** The error when no ticket can be called: the queue is empty, or all its visitors are called or in service elsewhere. */
function nobodyToCall({ slug: service }: ServiceRecord, waiting: number): AppError {
  return waiting === 0
    ? new AppError('queue_empty', { service })
    : new AppError('all_busy_elsewhere', { service, passedOver: waiting })
}

/** A called ticket must be resolved first; one in service will be finished. Throws `service_point_busy`. */
function assertNotCalled(current: TicketRow | null): void {
  if (current?.state !== 'called') return
  throw new AppError('service_point_busy', { ticket: current.id, code: current.code, state: current.state })
}

/** Where the visitor in service at the point goes on, decided under the lock of the visit; null for a single turn. */
async function planOf(tx: Tx, branch: BranchRecord, seen: TicketRow | null, now: Date): Promise<PlanMove | null> {
  if (!seen?.isJourney || seen.state !== 'in_service') return null
  await lockVisitOf(tx, seen.id)
  return planFinish(tx, branch, seen, now)
}

/**
 * Calls the next visitor of a queue to a service point and finishes the ticket in service there. Visitors called or in
 * service elsewhere are passed over and keep their place. Locks the visit of a plan that is finished, the point, and the days of
 * the queues, in this order, so two clerks never get the same visitor. Throws `queue_empty`, `all_busy_elsewhere`, `started_by_another`, `service_point_busy`,
 * `service_point_not_serving`, `service_point_closed`, `unknown_service`, `unknown_service_point`.
 */
export async function callNextTicket(tx: Tx, { actor, input, now }: Command<Input>): Promise<CallNextResult> {
  const { branch, service, point, staffId } = await withFreshSetup(() => placeOf(tx, actor, input), tx)
  requireOpenDay(branch, now)
  const businessDate = businessDateOf(branch, now)

  const seen = await currentAt(tx, point.id, businessDate)
  const move = await planOf(tx, branch, seen, now)
  const queues = [service.id, ...(seen ? [seen.serviceId] : []), ...(move?.next ? [move.next.serviceId] : [])]
  const days = await lockLines(tx, { branch, servicePoints: [point.id], queues, businessDate })
  const place = { pointId: point.id, serviceId: service.id, businessDate, at: now }
  const { current, next, mates, passedOver } = await pickNext(tx, place)
  assertNotCalled(current)
  // Another ticket is at the point by now, or its service has begun: other locks are needed, those of its plan too.
  const isNew = current && (current.id !== seen?.id || (current.isJourney && current.version !== seen.version))
  if (isNew && (current.isJourney || !queues.includes(current.serviceId))) throw new TransientError()
  if (!next) throw nobodyToCall(service, days.get(service.id)?.waiting ?? 0)

  const by = { at: now, staffId }
  const ending = { ...by, action: 'finish' as const, next: move?.next ?? null }
  const finish = current && { before: current, after: transition(current, ending), ...(move && { move }) }
  if (finish) assertOwnService(actor, finish.before, finish.after, input.body.endAnothers)
  const call = { before: next, after: transition(next, { ...by, action: 'call', servicePointId: point.id }) }
  const changes = [...(finish ? [{ ...finish, action: 'finish' as const }] : []), { ...call, action: 'call' as const }]
  const written = await writeChanges(tx, { branch, changes, mates, businessDate, actor, at: now })
  const called = written.tickets.at(-1)
  if (!called) throw new Error('a call without a ticket')
  const { events, audit } = written
  return { branchId: branch.id, answer: { ...called, passedOver }, events, audit }
}
