import { AppError } from '@/lib/shared/errors'
import { type PathwayStep, plainStep } from './pathway'
import { newStep, type Plan, type PlanStep, readinessOf, stepOf } from './plan'
import { currentStep, type JourneyTicket } from './step-state'

/** Who changes a plan, and why. */
export type Change = { by: 'visitor' | 'staff'; reason: string | null }

const replace = (plan: Plan, step: PlanStep, change: Partial<PlanStep>): Plan =>
  plan.map((it) => (it === step ? { ...it, ...change } : it))

/** The step of a service. Throws `step_not_found` when the visit has none. */
function requireStep(plan: Plan, service: string): PlanStep {
  const step = stepOf(plan, service)
  if (!step) throw new AppError('step_not_found', { service })
  return step
}

/** The open step of a service. Throws `step_not_found`, or `step_ended` with its status. */
function requireOpen(plan: Plan, service: string): PlanStep {
  const step = requireStep(plan, service)
  if (step.status !== 'open') throw new AppError('step_ended', { service, status: step.status })
  return step
}

/** Throws `already_called` while the visitor is called or in service, at this service or at any when none is given. */
function refuseAtHand(plan: Plan, ticket: JourneyTicket, service?: string): void {
  const at = currentStep(plan, ticket)
  const isAtHand = ticket.state === 'called' || ticket.state === 'in_service'
  if (at && isAtHand && (service ?? at.service) === at.service)
    throw new AppError('already_called', { service: at.service })
}

/** Throws `reason_required` when staff change the plan of somebody without a reason. */
function requireReason({ by, reason }: Change): void {
  if (by === 'staff' && !reason?.trim()) throw new AppError('reason_required')
}

/** The plan with a step that may begin at once, whatever should come before it: begun, begun again, or added. */
export function begin(plan: Plan, service: string): Plan {
  const step = stepOf(plan, service)
  if (!step) return add(plan, plainStep(service))
  const begun: Partial<PlanStep> = { status: 'open', completedAt: null, after: [], anyOf: [] }
  return replace(plan, step, { ...begun, hold: null, attempt: step.attempt + (step.status === 'open' ? 0 : 1) })
}

/** The plan after a step was done: the others of its exclusive group are cancelled. */
export function complete(plan: Plan, service: string, at: Date): Plan {
  const done = requireOpen(plan, service)
  return plan.map((step) => {
    if (step === done) return { ...step, status: 'completed', completedAt: at, hold: null }
    const isAlternative = done.exclusiveGroup !== null && step.exclusiveGroup === done.exclusiveGroup
    return isAlternative && step.status === 'open' ? { ...step, status: 'cancelled', hold: null } : step
  })
}

/**
 * Checks that the visitor may be sent to this step now. Throws `step_not_found`, `step_ended`, `already_called`,
 * `step_blocked` with what it waits for, or `step_too_early` with the time from which it may begin.
 */
export function checkChoice(plan: Plan, ticket: JourneyTicket, service: string, now: Date): void {
  const step = requireOpen(plan, service)
  refuseAtHand(plan, ticket)
  const readiness = readinessOf(plan, step, now)
  if (readiness.is === 'too_early')
    throw new AppError('step_too_early', { service, readyAt: readiness.readyAt.toISOString() })
  if (readiness.is !== 'ready') throw new AppError('step_blocked', { service, waitsFor: readiness.waitsFor })
}

/**
 * The plan without this step. A visitor may skip an optional one (else `step_required`); staff any, with a reason. A step
 * that is called or in service is ended at the clinic, not skipped (`already_called`).
 */
export function skip(plan: Plan, ticket: JourneyTicket, service: string, change: Change): Plan {
  const step = requireOpen(plan, service)
  refuseAtHand(plan, ticket, service)
  if (change.by === 'visitor' && step.required) throw new AppError('step_required', { service })
  requireReason(change)
  return replace(plan, step, { status: 'skipped', reason: change.reason, hold: null })
}

/** The plan with an ended step open once more (`step_still_open` while it is open). Staff give a reason. */
export function redo(plan: Plan, service: string, change: Change): Plan {
  const step = requireStep(plan, service)
  if (step.status === 'open') throw new AppError('step_still_open', { service })
  requireReason(change)
  return replace(plan, step, {
    ...{ status: 'open', attempt: step.attempt + 1, completedAt: null, reason: change.reason },
  })
}

/** The plan with one more step at its end. Throws `step_exists` when the visit has one for this service. */
export function add(plan: Plan, step: PathwayStep): Plan {
  if (stepOf(plan, step.service)) throw new AppError('step_exists', { service: step.service })
  return [...plan, newStep(step, 1 + Math.max(-1, ...plan.map(({ position }) => position)))]
}

/** The plan of a visit that was left or cancelled: nothing is open. */
export function abandon(plan: Plan): Plan {
  return plan.map((step) => (step.status === 'open' ? { ...step, status: 'cancelled', hold: null } : step))
}

/** Whether the step of `service` is interrupted for that of `other`, directly or through others. */
function isHeldFor(plan: Plan, service: string, other: string): boolean {
  const next = stepOf(plan, service)?.hold?.service
  return next !== undefined && (next === other || isHeldFor(plan, next, other))
}

/**
 * The plan after the visitor in service was sent to another step and is to come back: the step in service waits for the
 * other, which is begun, begun again, or added, and may begin at once. Throws `wrong_state` when the visitor is not in
 * service, and `step_blocked` when the other step waits for this one in the same way.
 */
export function sendAndReturn(plan: Plan, ticket: JourneyTicket, to: string, servicePointId: string | null): Plan {
  const from = currentStep(plan, ticket)
  if (!from || ticket.state !== 'in_service')
    throw new AppError('wrong_state', { state: ticket.state, action: 'send_and_return' })
  if (to === from.service || isHeldFor(plan, to, from.service))
    throw new AppError('step_blocked', { service: to, waitsFor: [from.service] })
  const held = replace(plan, from, { hold: { service: to, servicePointId } })
  return begin(held, to)
}
