import { afterClosing, reconsider } from './binding'
import { type NextPlace, nextPlace, type Surroundings } from './next-place'
import { optionsOf } from './options'
import type { VisitPlan } from './visit-plan'

/** Where the ticket of a plan stands: a service, and the place in its line, from 1; null on hold. */
export type Standing = { service: string; place: number | null }

/** A place to go to instead of the present one, and who chose it how often. */
export type Elsewhere = NextPlace & { binding: VisitPlan['binding'] }

const isOpen = ({ clinics }: Surroundings, service: string): boolean =>
  clinics.find((it) => it.service === service)?.isOpen ?? false

/**
 * Where somebody who waits is sent instead: from hold to a step that can begin, away from a clinic that has closed, or to one
 * that is clearly better. Null when they stay.
 */
export function elsewhereFor(plan: VisitPlan, { service, place }: Standing, around: Surroundings): Elsewhere | null {
  const { steps, binding, isParked } = plan
  const byRouter = { by: 'router' as const, changes: 0 }
  if (place === null) {
    const next = isParked ? nextPlace(steps, around) : null
    return next && !next.isParked ? { ...next, binding: byRouter } : null
  }
  const options = optionsOf(steps, around.clinics, around.now, around.atMinute)
  if (!isOpen(around, service)) {
    const next = afterClosing(service, options, around.now)
    if (next) return { service: next.service, reasons: next.reasons, isParked: false, binding: byRouter }
    const later = nextPlace(steps, around)
    return later && { ...later, reasons: [{ code: 'clinic_closed', service }], binding: byRouter }
  }
  const better = reconsider({ ...binding, service }, place, options, around.now)
  if (!better) return null
  const { reasons } = better
  return { service: better.service, reasons, isParked: false, binding: { by: 'router', changes: binding.changes + 1 } }
}
