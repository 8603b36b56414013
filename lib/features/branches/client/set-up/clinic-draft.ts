import type { LocalisedText } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import type { ServiceSetUp } from '../../service-set-up-contract'
import { type JoinWay, joinWays } from '../../set-up-fields'
import { draftOfHours, type HoursDraft, hoursOfDraft, problemsOfHours } from './hours-draft'
import { foundProblems, type Problems, problemOfLine, problemOfNumber } from './problems'
import { isSlug } from './slug-from'
import { shownNumber, typedNumber } from './typed-number'

/** A clinic as typed; numbers are texts, so that nothing typed is lost. */
export type ClinicDraft = {
  slug: string
  name: LocalisedText
  prefix: string
  icon: string
  typicalMinutes: string
  dailyCap: string
  numberFrom: string
  numberTo: string
  joinBy: readonly JoinWay[]
  serves: ServiceSetUp['serves']
  needsFasting: boolean
  /** Whether it has hours of its own; else those of its branch. */
  hasOwnHours: boolean
  hours: HoursDraft
}

/** The draft of a new clinic. */
export const emptyClinic: ClinicDraft = {
  slug: '',
  name: { ar: '', en: '' },
  prefix: '',
  icon: 'clinic',
  typicalMinutes: '10',
  dailyCap: '',
  numberFrom: '1',
  numberTo: '',
  joinBy: joinWays,
  serves: 'everybody',
  needsFasting: false,
  hasOwnHours: false,
  hours: { weekly: [], exceptions: [] },
}

export function draftOfClinic(service: ServiceSetUp): ClinicDraft {
  const { slug, name, prefix, icon, joinBy, serves, needsFasting, hours } = service
  return {
    ...{ slug, name, prefix, icon, joinBy, serves, needsFasting },
    typicalMinutes: shownNumber(service.typicalMinutes),
    dailyCap: shownNumber(service.dailyCap),
    numberFrom: shownNumber(service.numberFrom),
    numberTo: shownNumber(service.numberTo),
    hasOwnHours: hours.weekly.length > 0 || hours.exceptions.length > 0,
    hours: draftOfHours(hours),
  }
}

/** What is sent of a clinic, without its slug, which is only sent when it is added. */
export function bodyOfClinic(draft: ClinicDraft) {
  const { name, prefix, icon, joinBy, serves, needsFasting, hasOwnHours, hours } = draft
  return {
    name: { ar: cleanLine(name.ar), en: cleanLine(name.en) },
    ...{ prefix, icon, serves, needsFasting },
    joinBy: joinWays.filter((it) => joinBy.includes(it)),
    typicalMinutes: typedNumber(draft.typicalMinutes),
    dailyCap: typedNumber(draft.dailyCap),
    numberFrom: typedNumber(draft.numberFrom) ?? 1,
    numberTo: typedNumber(draft.numberTo),
    hours: hasOwnHours ? hoursOfDraft(hours) : { weekly: [], exceptions: [] },
  }
}

/** What is wrong with a typed clinic. */
export function problemsOfClinic(draft: ClinicDraft): Problems {
  const { numberFrom, numberTo, typicalMinutes, dailyCap } = bodyOfClinic(draft)
  const ofRange = problemOfNumber(numberTo, 1, 999_999, { needed: false })
  return {
    ...foundProblems({
      'name.ar': problemOfLine(draft.name.ar, 120),
      'name.en': problemOfLine(draft.name.en, 120),
      prefix: /^[A-Z]{1,3}$/.test(draft.prefix) ? null : 'prefix',
      slug: isSlug(draft.slug) ? null : 'slug',
      typicalMinutes: problemOfNumber(typicalMinutes, 1, 480),
      dailyCap: problemOfNumber(dailyCap, 1, 100_000, { needed: false }),
      numberFrom: problemOfNumber(numberFrom, 1, 999_999),
      numberTo: ofRange ?? (numberTo !== null && numberTo < numberFrom ? 'ends_before_it_begins' : null),
    }),
    ...(draft.hasOwnHours && problemsOfHours(draft.hours)),
  }
}
