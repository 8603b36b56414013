import 'server-only'
import { type BranchRecord, businessDateOf, listBranches } from '@/lib/features/branches/server/public'
import {
  listWaitingJourneys,
  moveWaiting,
  type PlanMove,
  snapshotOf,
  surroundingsOf,
  type TicketRow,
  type WaitingJourney,
} from '@/lib/features/queue/server/public'
import { runSystemWork } from '@/lib/server/command'
import { db, type Tx } from '@/lib/server/db/client'
import { type Elsewhere, elsewhereFor } from '../elsewhere'
import type { Surroundings } from '../next-place'
import { plainStep } from '../pathway'
import { planOf } from '../plan'
import type { VisitPlan } from '../visit-plan'
import { findPlans } from './plan-store'

/** A place behind all that a snapshot shows. */
const farBehind = 1_000

/** The places of waiting tickets in their lines; null for those on hold. */
async function placesOf(branch: BranchRecord, tickets: readonly WaitingJourney[], now: Date) {
  const lines = new Map<string, Map<string, number>>()
  for (const id of new Set(tickets.map(({ serviceId }) => serviceId))) {
    const codes = (await snapshotOf(branch, id, now))?.waiting ?? []
    lines.set(id, new Map(codes.map((code, i) => [code, i + 1])))
  }
  return ({ serviceId, code, state }: Pick<TicketRow, 'serviceId' | 'code' | 'state'>): number | null =>
    state === 'waiting' ? (lines.get(serviceId)?.get(code) ?? farBehind) : null
}

const moveTo = (plan: VisitPlan, { service, isParked, reasons, binding }: Elsewhere): PlanMove => ({
  before: plan,
  after: { ...plan, reasons, isParked, binding },
  next: { serviceId: service, isParked },
})

/** Sends one visitor on, if that is still right with the lines as they are by now: many must not go to one place together. */
async function sendOn(tx: Tx, branch: BranchRecord, id: string, place: number | null, now: Date) {
  return moveWaiting(tx, branch, id, now, async (ticket, plan) => {
    if ((ticket.state === 'waiting') !== (place !== null)) return null
    const around = await surroundingsOf(tx, branch, plan.steps, null, now)
    const elsewhere = elsewhereFor(plan, { service: ticket.serviceId, place }, around)
    return elsewhere && moveTo(plan, elsewhere)
  })
}

/** What every plan of a branch can be decided on: all its clinics as they are now. */
function aroundAll(branch: BranchRecord, now: Date): Promise<Surroundings> {
  const steps = planOf(branch.services.map(({ id }) => plainStep(id)))
  return surroundingsOf(db(), branch, steps, null, now)
}

/**
 * Looks at everybody who waits with a plan, in every branch: sends those on whose step can begin now, whose clinic has closed,
 * or who are clearly better off elsewhere. Stops between two visitors when `signal` is aborted.
 */
export async function moveVisitsOn(signal?: AbortSignal): Promise<void> {
  for (const branch of await listBranches()) {
    const now = new Date()
    const tickets = await listWaitingJourneys(db(), branch.id, businessDateOf(branch, now))
    if (tickets.length === 0) continue
    const plans = await findPlans(
      db(),
      tickets.map(({ visitId }) => visitId),
    )
    const around = await aroundAll(branch, now)
    const placeOf = await placesOf(branch, tickets, now)
    for (const ticket of tickets) {
      const plan = plans.get(ticket.visitId)
      const place = placeOf(ticket)
      if (!plan || !elsewhereFor(plan, { service: ticket.serviceId, place }, around)) continue
      signal?.throwIfAborted()
      await runSystemWork(branch.id, (tx) => sendOn(tx, branch, ticket.id, place, now))
    }
  }
}
