import { AppError, type ErrorCode, type ErrorDetails } from '@/lib/shared/errors'

/** When a step should come: before all others, after all others, or whenever its line is shortest. */
export type StepOrder = 'first' | 'last' | 'any'

/** One step of a pathway: a service to visit, and what must come before it. Services are named by one unique name each. */
export type PathwayStep = {
  service: string
  /** A visitor may leave an optional step out. */
  required: boolean
  /** All of these come before it. */
  after: readonly string[]
  /** One of these comes before it; empty: none has to. */
  anyOf: readonly string[]
  /** A wish that the choice of the next clinic weighs. What must come before is in `after` and `anyOf`. */
  order: StepOrder
  /** The minutes that pass after it until a step that it comes before may begin, such as those until its result is there. */
  minGapMinutes: number | null
  /** The minute of the local day before which it should be done, as for people who fast. */
  notAfterMinute: number | null
  /** Of the steps of one group a visit needs only one: finishing it cancels the others. */
  exclusiveGroup: string | null
}

/** A step with nothing but its service: required, whenever it suits. */
export function plainStep(service: string): PathwayStep {
  return {
    ...{ service, required: true, after: [], anyOf: [], order: 'any' },
    ...{ minGapMinutes: null, notAfterMinute: null, exclusiveGroup: null },
  }
}

const prerequisitesOf = (step: PathwayStep): string[] => [...step.after, ...step.anyOf]

/** Refuses a fault at one place of the list of steps; the reason there is the code unless another is given. */
function refuse(code: ErrorCode, path: string, details: ErrorDetails = {}, reason: string = code): never {
  throw new AppError(code, details, [{ path: `steps.${path}`, reason }])
}

function checkNames(steps: readonly PathwayStep[], services: ReadonlySet<string>): void {
  const before = new Set<string>()
  for (const [index, { service }] of steps.entries()) {
    if (!services.has(service)) refuse('unknown_service', `${index}.service`, { service })
    if (before.has(service)) refuse('step_twice', `${index}.service`, { service })
    before.add(service)
  }
}

function checkPrerequisites(steps: readonly PathwayStep[]): void {
  const byService = new Map(steps.map((step) => [step.service, step]))
  for (const [index, step] of steps.entries()) {
    for (const prerequisite of prerequisitesOf(step)) {
      const other = byService.get(prerequisite)
      const details = { service: step.service, prerequisite }
      const list = step.after.includes(prerequisite) ? 'after' : 'anyOf'
      if (!other) refuse('unknown_prerequisite', `${index}.${list}`, details)
      const isOutOfOrder =
        (step.order === 'first' && other.order !== 'first') || (other.order === 'last' && step.order !== 'last')
      if (isOutOfOrder) refuse('pathway_order', `${index}.order`, details)
      if (step.exclusiveGroup !== null && step.exclusiveGroup === other.exclusiveGroup && other !== step)
        refuse('invalid_input', `${index}.exclusiveGroup`, {}, 'after_its_alternative')
    }
  }
}

/** The steps whose turn can never come: each waits for another of them. */
function unreachable(steps: readonly PathwayStep[]): PathwayStep[] {
  const reached = new Set<string>()
  let left = [...steps]
  for (;;) {
    const next = left.filter(
      ({ after, anyOf }) =>
        after.every((it) => reached.has(it)) && (anyOf.length === 0 || anyOf.some((it) => reached.has(it))),
    )
    if (next.length === 0) return left
    for (const { service } of next) reached.add(service)
    left = left.filter((it) => !next.includes(it))
  }
}

/** The services of a circle of steps that wait for each other, each for the next one; empty when there is none. */
export function circleIn(steps: readonly PathwayStep[]): string[] {
  const stuck = new Map(unreachable(steps).map((step) => [step.service, step]))
  const way: string[] = []
  let at = stuck.keys().next().value
  while (at !== undefined && !way.includes(at)) {
    way.push(at)
    const step = stuck.get(at)
    at = step && prerequisitesOf(step).find((it) => stuck.has(it))
  }
  return at === undefined ? [] : way.slice(way.indexOf(at))
}

/**
 * Checks the steps of a pathway against the services of its branch. Throws `unknown_service`, `step_twice`,
 * `unknown_prerequisite`, `pathway_order` (a first step after a later one, or a step after a last one), `pathway_circle`
 * with the services of the circle, or `invalid_input`; each names the place of the fault.
 */
export function checkPathway(steps: readonly PathwayStep[], services: ReadonlySet<string>): void {
  checkNames(steps, services)
  checkPrerequisites(steps)
  const circle = circleIn(steps)
  const place = steps.findIndex(({ service }) => service === circle[0])
  if (circle.length > 0) refuse('pathway_circle', `${place}.after`, { services: circle })
}
