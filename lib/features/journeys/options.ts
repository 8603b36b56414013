import type { StepOrder } from './pathway'
import { isBack, minutesUntilLast, type Plan, readySteps } from './plan'

/** A clinic as it is now for one visitor. All minutes count from now. */
export type ClinicNow = {
  service: string
  /** Whether it takes people who are new there: after its hours it does not. */
  isOpen: boolean
  /** Whether it serves those who stand in its line already: until it is closed by hand, or its last room. */
  serves: boolean
  walkMinutes: number
  /**
   * From the arrival there until somebody at the end of the line would be called; null while nobody serves there. Not the
   * visitor's own wait: who comes early stands near the front of every line, but delays all who stand behind. Of the clinic in
   * whose line the visitor stands already: until this visitor is called.
   */
  lineMinutes: number | null
  serviceMinutes: number
  /** The work that the visitors of now still bring to this clinic, for each of its rooms. */
  backlogMinutes: number
  /** When it takes nobody any more; null when it serves whoever is still in the centre. */
  closesAt: Date | null
}

/** A step that may begin now, with its clinic. */
export type Option = ClinicNow & {
  position: number
  order: StepOrder
  /** Whether it was interrupted for another step, which has ended. */
  isBack: boolean
  dueAt: Date | null
  /** How long after this step the last of those that wait for its result can begin. */
  thenMinutes: number
}

/** The steps that may begin at `now` in clinics that are open. `atMinute` gives the moment of a minute of the branch's day. */
export function optionsOf(
  plan: Plan,
  clinics: readonly ClinicNow[],
  now: Date,
  atMinute: (minute: number) => Date,
): Option[] {
  const steps = new Map(readySteps(plan, now).map((step) => [step.service, step]))
  return clinics.flatMap((clinic) => {
    const step = steps.get(clinic.service)
    if (!step || !clinic.isOpen) return []
    const { position, order, notAfterMinute } = step
    const dueAt = notAfterMinute === null ? null : atMinute(notAfterMinute)
    return [
      { ...clinic, position, order, dueAt, isBack: isBack(plan, step), thenMinutes: minutesUntilLast(plan, step) },
    ]
  })
}
