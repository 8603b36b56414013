import { type ClinicNow, optionsOf } from './options'
import { type Plan, type PlanStep, progressOf, readinessOf } from './plan'
import type { Reason } from './reasons'
import { propose } from './router'

/** Where the visitor of a plan goes now. */
export type NextPlace = {
  service: string
  /** No step can begin yet, or every clinic is closed: the visitor waits for this one without standing in its line. */
  isParked: boolean
  reasons: readonly Reason[]
}

/** What the choice of the next clinic is made from. `atMinute` gives the moment of a minute of the branch's day. */
export type Surroundings = { clinics: readonly ClinicNow[]; now: Date; atMinute: (minute: number) => Date }

/** The step that can begin first by waiting alone; without one, the first that is open. */
function awaitedStep(plan: Plan, now: Date): PlanStep | undefined {
  const open = plan.filter((step) => step.status === 'open')
  const times = open.map((step) => {
    const readiness = readinessOf(plan, step, now)
    return readiness.is === 'too_early' ? readiness.readyAt.getTime() : Number.POSITIVE_INFINITY
  })
  return open[times.indexOf(Math.min(...times))]
}

/** The next place of a plan; null when no step is open any more. */
export function nextPlace(plan: Plan, { clinics, now, atMinute }: Surroundings): NextPlace | null {
  if (progressOf(plan).isOver) return null
  const among = (some: readonly ClinicNow[]) => propose(optionsOf(plan, some, now, atMinute), now)
  // Who is in the centre already is still served where nobody new is taken, if there is nothing else.
  const proposal = among(clinics) ?? among(clinics.map((it) => ({ ...it, isOpen: it.serves })))
  if (proposal) return { service: proposal.service, isParked: false, reasons: proposal.reasons }
  const awaited = awaitedStep(plan, now)
  return awaited ? { service: awaited.service, isParked: true, reasons: [] } : null
}
