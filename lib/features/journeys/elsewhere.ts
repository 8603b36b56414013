import { afterClosing, reconsider } from './binding'
import { type NextPlace, nextPlace, type Surroundings } from './next-place'
import { type ClinicNow, optionsOf } from './options'
import type { VisitPlan } from './visit-plan'

/** Where the ticket of a plan stands: the place in the line of a service, from 1, and its length; null on hold. */
export type Standing = { service: string; line: { place: number; waiting: number } | null }

/** A place to go to instead of the present one, and who chose it how often. */
export type Elsewhere = NextPlace & { binding: VisitPlan['binding'] }

/** The clinics for somebody who stands in the line of one: that one is as far away as the own place, and takes them. */
function asSeenFrom(clinics: readonly ClinicNow[], service: string, place: number, waiting: number): ClinicNow[] {
  const share = Math.min(1, (place - 0.5) / (waiting + 0.5))
  return clinics.map((it) =>
    it.service === service
      ? {
          ...it,
          isOpen: it.serves,
          walkMinutes: 0,
          lineMinutes: it.lineMinutes === null ? null : it.lineMinutes * share,
        }
      : it,
  )
}

/**
 * Where somebody who waits is sent instead: from hold to a step that can begin, away from a clinic that serves nobody any
 * more, or to one that is clearly better. Null when they stay, as in a line that only takes nobody new.
 */
export function elsewhereFor(plan: VisitPlan, { service, line }: Standing, around: Surroundings): Elsewhere | null {
  const { steps, binding, isParked } = plan
  const byRouter = { by: 'router' as const, changes: 0 }
  if (line === null) {
    const next = isParked ? nextPlace(steps, around) : null
    return next && !next.isParked ? { ...next, binding: byRouter } : null
  }
  const clinics = asSeenFrom(around.clinics, service, line.place, line.waiting)
  const options = optionsOf(steps, clinics, around.now, around.atMinute)
  if (!clinics.some((it) => it.service === service && it.serves)) {
    const next = afterClosing(service, options, around.now)
    if (next) return { service: next.service, reasons: next.reasons, isParked: false, binding: byRouter }
    const later = nextPlace(steps, around)
    return later && { ...later, reasons: [{ code: 'clinic_closed', service }], binding: byRouter }
  }
  const better = reconsider({ ...binding, service }, line.place, options, around.now)
  if (!better) return null
  const { reasons } = better
  return { service: better.service, reasons, isParked: false, binding: { by: 'router', changes: binding.changes + 1 } }
}
