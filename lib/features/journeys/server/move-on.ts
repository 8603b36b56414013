import 'server-only'
import { type BranchRecord, businessDateOf, findBranchById, listBranches } from '@/lib/features/branches/server/public'
import {
  lineOf,
  listWaitingJourneys,
  moveWaiting,
  type PlanMove,
  surroundingsOf,
  type WaitingJourney,
} from '@/lib/features/queue/server/public'
import { runSystemWork } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'
import { type Elsewhere, elsewhereFor } from '../elsewhere'
import { plainStep } from '../pathway'
import { planOf } from '../plan'
import type { VisitPlan } from '../visit-plan'
import { findPlans } from './plan-store'

const moveTo = (plan: VisitPlan, { service, isParked, reasons, binding }: Elsewhere): PlanMove => ({
  before: plan,
  after: { ...plan, reasons, isParked, binding },
  next: { serviceId: service, isParked },
})

/** Sends one visitor on, if that is still right with the lines as they are by now: many must not go to one place together. */
async function sendOn(branchId: string, id: string): Promise<void> {
  await runSystemWork(branchId, async (tx) => {
    const now = new Date()
    const branch = await findBranchById(branchId, tx)
    return moveWaiting(tx, branch, id, now, async (ticket, plan) => {
      const around = await surroundingsOf(tx, branch, plan.steps, null, now)
      const line = ticket.state === 'waiting' ? await lineOf(tx, ticket, now) : null
      const elsewhere = elsewhereFor(plan, { service: ticket.serviceId, line }, around)
      return elsewhere && moveTo(plan, elsewhere)
    })
  })
}

/** Those of the waiting who are better off elsewhere, by one reading of all lines. */
async function restless(
  branch: BranchRecord,
  tickets: readonly WaitingJourney[],
  now: Date,
): Promise<WaitingJourney[]> {
  const visits = tickets.map(({ visitId }) => visitId)
  const plans = await findPlans(db(), visits)
  // Every plan of the branch can be decided on all its clinics as they are now.
  const steps = planOf(branch.services.map(({ id }) => plainStep(id)))
  const around = await surroundingsOf(db(), branch, steps, null, now)
  return tickets.filter((ticket) => {
    const plan = plans.get(ticket.visitId)
    const line = ticket.state === 'waiting' ? { place: ticket.place, waiting: ticket.waiting } : null
    return plan && elsewhereFor(plan, { service: ticket.serviceId, line }, around) !== null
  })
}

/**
 * Looks at everybody who waits with a plan, in every branch: sends those on whose step can begin now, whose clinic has closed,
 * or who are clearly better off elsewhere. One who cannot be sent on is logged, and holds up nobody. Stops between two visitors
 * when `signal` is aborted.
 */
export async function moveVisitsOn(signal?: AbortSignal): Promise<void> {
  for (const branch of await listBranches()) {
    const now = new Date()
    const tickets = await listWaitingJourneys(db(), branch.id, businessDateOf(branch, now), now)
    if (tickets.length === 0) continue
    for (const { id } of await restless(branch, tickets, now)) {
      signal?.throwIfAborted()
      await sendOn(branch.id, id).catch((error: unknown) =>
        log().error({ err: error, ticket: id }, 'a visitor could not be sent on, and stays until the next run'),
      )
    }
  }
}
