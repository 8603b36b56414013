import type { LocalisedText } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import type { PathwayDto } from '../../pathway-contract'
import type { SetUpDto } from '../../set-up-contract'
import { clockOf, minuteOf } from './clock'
import { foundProblems, type Problems, problemOfLine, problemOfNumber } from './problems'
import { slugFrom } from './slug-from'
import { shownNumber, typedNumber } from './typed-number'

type Step = PathwayDto['steps'][number]

/** A step as typed. */
export type StepDraft = Pick<Step, 'service' | 'required' | 'after' | 'anyOf' | 'order' | 'exclusiveGroup'> & {
  minGap: string
  notAfter: string
}

/** A pathway as typed. */
export type PathwayDraft = { name: LocalisedText; steps: readonly StepDraft[] }

export const emptyPathway: PathwayDraft = { name: { ar: '', en: '' }, steps: [] }

/** A step with nothing but its clinic: required, whenever its line is short. */
export function newStep(service: string): StepDraft {
  return {
    ...{ service, required: true, after: [], anyOf: [], order: 'any' },
    ...{ exclusiveGroup: null, minGap: '', notAfter: '' },
  }
}

export function draftOfPathway({ name, steps }: PathwayDto): PathwayDraft {
  return {
    name,
    steps: steps.map(({ minGapMinutes, notAfterMinute, ...step }) => ({
      ...step,
      minGap: shownNumber(minGapMinutes),
      notAfter: notAfterMinute === null ? '' : clockOf(notAfterMinute),
    })),
  }
}

/** What is sent of a pathway. Midnight, before which a step should be done, is the end of the day. */
export function bodyOfPathway({ name, steps }: PathwayDraft) {
  return {
    name: { ar: cleanLine(name.ar), en: cleanLine(name.en) },
    steps: steps.map(({ minGap, notAfter, ...step }) => {
      const minute = minuteOf(notAfter)
      return { ...step, minGapMinutes: typedNumber(minGap), notAfterMinute: minute === 0 ? 1_440 : minute }
    }),
  }
}

/** The name of a new pathway in addresses. */
export function slugOfPathway({ name }: PathwayDraft, { pathways }: Pick<SetUpDto, 'pathways'>): string {
  const taken = pathways.map((it) => it.slug)
  return slugFrom(name.en, taken, 'pathway')
}

/** The pathway without a step, and without what waits for it. */
export function withoutStep(steps: readonly StepDraft[], service: string): StepDraft[] {
  const others = (slugs: readonly string[]): string[] => slugs.filter((it) => it !== service)
  return steps
    .filter((it) => it.service !== service)
    .map((it) => ({ ...it, after: others(it.after), anyOf: others(it.anyOf) }))
}

/** The pathway with a step moved by one place, earlier (-1) or later (1). */
export function withMoved(steps: readonly StepDraft[], index: number, by: -1 | 1): StepDraft[] {
  const moved = [...steps]
  const [step] = moved.splice(index, 1)
  if (step) moved.splice(index + by, 0, step)
  return moved
}

/** What is wrong with a typed pathway, except the order of its steps, which the server checks. */
export function problemsOfPathway(draft: PathwayDraft): Problems {
  const { steps } = bodyOfPathway(draft)
  const gaps = steps.map(({ minGapMinutes }, index) => [
    `steps.${index}.minGapMinutes`,
    problemOfNumber(minGapMinutes, 1, 1_440, { needed: false }),
  ])
  return foundProblems({
    'name.ar': problemOfLine(draft.name.ar, 120),
    'name.en': problemOfLine(draft.name.en, 120),
    steps: steps.length === 0 ? 'required' : null,
    ...Object.fromEntries(gaps),
  })
}
