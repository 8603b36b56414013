import type { Plan, PlanStep } from './plan'
import { readinessOf } from './plan'

/** What everybody sees of a step. */
export const stepStates = [
  ...(['blocked', 'ready', 'queued', 'called', 'in_service', 'on_hold'] as const),
  ...(['completed', 'skipped', 'cancelled'] as const),
] as const
export type StepState = (typeof stepStates)[number]

/** The one ticket of a visit: it moves from line to line and keeps its code. */
export type JourneyTicket = { service: string; state: string }

/** Where the holder of a ticket in one of these states is with its step; in the others the step stands open. */
const stateAtTicket: Record<string, StepState | undefined> = {
  waiting: 'queued',
  called: 'called',
  in_service: 'in_service',
  on_hold: 'on_hold',
}

const hasTicketEnded = ({ state }: JourneyTicket): boolean =>
  state === 'completed' || state === 'cancelled' || state === 'expired'

/** The open step for which the ticket stands in line or is served; none between two steps. */
export function currentStep(plan: Plan, ticket: JourneyTicket): PlanStep | undefined {
  const isBusy = stateAtTicket[ticket.state] !== undefined || ticket.state === 'missed'
  if (!isBusy) return undefined
  return plan.find(({ service, status }) => status === 'open' && service === ticket.service)
}

/**
 * The visible state of each step, in the order of the plan: from the step's status, then from the ticket for the step at
 * which it is, then from what the step waits for. A gap that has not passed blocks. A missed call leaves the step ready.
 */
export function stepStatesOf(plan: Plan, ticket: JourneyTicket, now: Date): StepState[] {
  const current = currentStep(plan, ticket)
  return plan.map((step) => {
    if (step.status !== 'open') return step.status
    if (hasTicketEnded(ticket)) return 'cancelled'
    const readiness = readinessOf(plan, step, now).is
    const atTicket =
      step === current && (readiness !== 'on_hold' || ticket.state !== 'waiting')
        ? stateAtTicket[ticket.state]
        : undefined
    if (atTicket) return atTicket
    return readiness === 'too_early' ? 'blocked' : readiness
  })
}
