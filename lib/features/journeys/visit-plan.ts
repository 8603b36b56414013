import type { Binding } from './binding'
import type { Plan, PlanStep } from './plan'
import type { Reason } from './reasons'

/** The way of one visit along its pathway. Services are named by their ids; the reasons of steps are sealed. */
export type VisitPlan = {
  visitId: string
  pathwayId: string
  steps: Plan
  /** Who chose the line in which the ticket stands, and how often Dawr has changed that since the last step ended. */
  binding: Omit<Binding, 'service'>
  /** Why that line was chosen. */
  reasons: readonly Reason[]
  /** The ticket is on hold until a step can begin; nobody at a clinic put it there. */
  isParked: boolean
}

/** What undoing a change of a plan needs: the steps that it changed, as they were, and those that it added. */
export type PlanBefore = {
  steps: readonly Omit<PlanStep, 'reason'>[]
  added: readonly string[]
} & Pick<VisitPlan, 'binding' | 'reasons' | 'isParked'>

/** The plan with which the visitor goes where somebody has said, which is also the reason shown. */
export function sentBy(by: 'visitor' | 'staff', plan: VisitPlan, steps: Plan): VisitPlan {
  const reasons = [{ code: by === 'staff' ? ('staff' as const) : ('chosen' as const) }]
  return { ...plan, steps, reasons, binding: { by, changes: 0 }, isParked: false }
}

/** What undoing the change from one plan to another needs. Reasons are left out: history is kept forever, they are not. */
export function planBefore(before: VisitPlan, after: VisitPlan): PlanBefore {
  const known = new Set(before.steps.map(({ service }) => service))
  const unchanged = new Set(after.steps)
  const { binding, reasons, isParked } = before
  return {
    steps: before.steps.filter((step) => !unchanged.has(step)).map(({ reason: _, ...step }) => step),
    added: after.steps.flatMap(({ service }) => (known.has(service) ? [] : [service])),
    ...{ binding, reasons, isParked },
  }
}

/** The plan without a change; what was changed since besides stays. */
export function planUndone(plan: VisitPlan, { steps, added, ...rest }: PlanBefore): VisitPlan {
  const changed = new Map(steps.map((step) => [step.service, { ...step, reason: null }]))
  return {
    ...plan,
    ...rest,
    steps: plan.steps.filter(({ service }) => !added.includes(service)).map((it) => changed.get(it.service) ?? it),
  }
}
