import type { PathwayStep } from './pathway'

export type StepStatus = 'open' | 'completed' | 'skipped' | 'cancelled'

/** A doctor's step that was interrupted: it goes on in the same room when the step of `service` has ended. */
export type Hold = { service: string; servicePointId: string | null }

/** One step of the plan of a visit. Where its holder stands in line is known from the visit's ticket alone. */
export type PlanStep = PathwayStep & {
  position: number
  status: StepStatus
  /** How often it was begun: 1, and one more each time it is done again. */
  attempt: number
  completedAt: Date | null
  /** Why it was skipped, or is done again. */
  reason: string | null
  hold: Hold | null
}

/** All steps of a visit, in the order of their pathway. */
export type Plan = readonly PlanStep[]

/** The plan of a new visit. */
export function planOf(steps: readonly PathwayStep[]): Plan {
  return steps.map((step, position) => newStep(step, position))
}

/** A step that has just come into a plan. */
export function newStep(step: PathwayStep, position: number): PlanStep {
  return { ...step, position, status: 'open', attempt: 1, completedAt: null, reason: null, hold: null }
}

/** The step of a service. */
export function stepOf(plan: Plan, service: string): PlanStep | undefined {
  return plan.find((it) => it.service === service)
}

/** Whether the step of this service has ended, in whichever way. A service without a step has. */
function hasEnded(plan: Plan, service: string): boolean {
  return stepOf(plan, service)?.status !== 'open'
}

/**
 * The open steps that must end before this one begins. A skipped or cancelled step holds nobody up; of `anyOf` one has to
 * be completed, unless all have ended.
 */
function waitsFor(plan: Plan, step: PlanStep): string[] {
  const isOpen = (service: string): boolean => !hasEnded(plan, service)
  const held = step.hold && isOpen(step.hold.service) ? [step.hold.service] : []
  const isOneDone = step.anyOf.some((service) => stepOf(plan, service)?.status === 'completed')
  const oneOf = isOneDone ? [] : step.anyOf.filter(isOpen)
  return [...new Set([...held, ...step.after.filter(isOpen), ...oneOf])]
}

/** When the results of a completed step are there; at once for one that ended otherwise. */
function resultAt(plan: Plan, service: string): number {
  const step = stepOf(plan, service)
  return step?.completedAt ? step.completedAt.getTime() + (step.minGapMinutes ?? 0) * 60_000 : 0
}

/** When the gaps of all that comes before it have passed, and of one of `anyOf`. */
function gapEnds(plan: Plan, step: PlanStep): Date {
  const oneOf = step.anyOf.filter((service) => stepOf(plan, service)?.status === 'completed')
  const first = oneOf.length === 0 ? 0 : Math.min(...oneOf.map((service) => resultAt(plan, service)))
  return new Date(Math.max(first, ...step.after.map((service) => resultAt(plan, service))))
}

export type Readiness =
  | { is: 'ready' }
  | { is: 'too_early'; readyAt: Date }
  | { is: 'blocked' | 'on_hold'; waitsFor: string[] }

/** Whether an open step may begin at `now`. */
export function readinessOf(plan: Plan, step: PlanStep, now: Date): Readiness {
  const others = waitsFor(plan, step)
  if (others.length > 0) return { is: step.hold ? 'on_hold' : 'blocked', waitsFor: others }
  const readyAt = gapEnds(plan, step)
  return readyAt > now ? { is: 'too_early', readyAt } : { is: 'ready' }
}

/** The steps that may begin at `now`. */
export function readySteps(plan: Plan, now: Date): PlanStep[] {
  return plan.filter((step) => step.status === 'open' && readinessOf(plan, step, now).is === 'ready')
}

/** When the next step becomes ready just by waiting; null when none does. */
export function nextReadyAt(plan: Plan, now: Date): Date | null {
  const times = plan.flatMap((step) => {
    const readiness = step.status === 'open' ? readinessOf(plan, step, now) : null
    return readiness?.is === 'too_early' ? [readiness.readyAt.getTime()] : []
  })
  return times.length === 0 ? null : new Date(Math.min(...times))
}

/** Whether it was interrupted and may go on now: then it comes before every other step. */
export function isBack(plan: Plan, step: PlanStep): boolean {
  return step.status === 'open' && step.hold !== null && hasEnded(plan, step.hold.service)
}

/** How a visit stands: it goes on while steps are open, and counts as completed once no required one is. */
export function progressOf(plan: Plan): { isOver: boolean; mayLeave: boolean; done: number; all: number } {
  const open = plan.filter(({ status }) => status === 'open')
  return {
    isOver: open.length === 0,
    mayLeave: !open.some(({ required }) => required),
    done: plan.filter(({ status }) => status === 'completed').length,
    all: plan.filter(({ status }) => status === 'open' || status === 'completed').length,
  }
}

/** How long after the end of a step the last of those that wait for its result, or for theirs, can begin. */
export function minutesUntilLast(plan: Plan, step: PlanStep, known = new Map<PlanStep, number>()): number {
  const before = known.get(step)
  if (before !== undefined) return before
  const next = plan.filter((it) => it.status === 'open' && [...it.after, ...it.anyOf].includes(step.service))
  const later = Math.max(0, ...next.map((it) => minutesUntilLast(plan, it, known)))
  const minutes = next.length === 0 ? 0 : (step.minGapMinutes ?? 0) + later
  known.set(step, minutes)
  return minutes
}
