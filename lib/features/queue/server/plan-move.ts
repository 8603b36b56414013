import 'server-only'
import { type BranchRecord, businessDateOf } from '@/lib/features/branches/server/public'
import { complete } from '@/lib/features/journeys/changes'
import { nextPlace, type Surroundings } from '@/lib/features/journeys/next-place'
import { type Plan, stepOf } from '@/lib/features/journeys/plan'
import { findPlan } from '@/lib/features/journeys/server/public'
import type { VisitPlan } from '@/lib/features/journeys/visit-plan'
import type { Tx } from '@/lib/server/db/client'
import { instantOf } from '@/lib/shared/time'
import type { Destination } from '../rules'
import { type ClinicLoad, clinicsNow } from './clinics-now'
import type { TicketRow } from './ticket-row'

/** A change of the plan of a visit, and where its ticket goes; null when it stays where it is, or is over. */
export type PlanMove = { before: VisitPlan; after: VisitPlan; next: Destination | null }

/** What the choice of the next clinic is made from, for the open steps of a plan. */
export async function surroundingsOf(
  tx: Tx,
  branch: BranchRecord,
  steps: Plan,
  fromPoint: string | null,
  now: Date,
): Promise<Omit<Surroundings, 'clinics'> & { clinics: ClinicLoad[] }> {
  const open = steps.flatMap(({ service, status }) => (status === 'open' ? [service] : []))
  const clinics = open.length === 0 ? [] : await clinicsNow(tx, branch, open, fromPoint, now)
  const date = businessDateOf(branch, now)
  return { clinics, now, atMinute: (minute) => instantOf(date, minute, branch.timeZone) }
}

/** The plan with new steps, and the next clinic that the router chooses for them. */
export async function moveOn(
  tx: Tx,
  branch: BranchRecord,
  plan: VisitPlan,
  { steps, fromPoint, now }: { steps: Plan; fromPoint: string | null; now: Date },
): Promise<PlanMove> {
  const place = nextPlace(steps, await surroundingsOf(tx, branch, steps, fromPoint, now))
  const binding = { by: 'router' as const, changes: 0 }
  const after = { ...plan, steps, binding, reasons: place?.reasons ?? [], isParked: place?.isParked ?? false }
  return { before: plan, after, next: place && { serviceId: place.service, isParked: place.isParked } }
}

/** What finishing the service of a ticket does to the plan of its visit; null for a single turn. The visit must be locked. */
export async function planFinish(tx: Tx, branch: BranchRecord, ticket: TicketRow, now: Date): Promise<PlanMove | null> {
  const plan = ticket.isJourney ? await findPlan(tx, ticket.visitId) : null
  if (!plan) return null
  const isOpen = stepOf(plan.steps, ticket.serviceId)?.status === 'open'
  const steps = isOpen ? complete(plan.steps, ticket.serviceId, now) : plan.steps
  return moveOn(tx, branch, plan, { steps, fromPoint: ticket.servicePointId, now })
}

/** What returning a ticket to its line does to the plan of its visit: it no longer waits for a step to begin. */
export async function planResume(tx: Tx, ticket: TicketRow): Promise<PlanMove | null> {
  const before = ticket.isJourney ? await findPlan(tx, ticket.visitId) : null
  return before?.isParked ? { before, after: { ...before, isParked: false }, next: null } : null
}
