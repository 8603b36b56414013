import type { LocalisedText } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import type { Hours } from '../../hours-contract'
import { faultOf, isInPeriod, type Opening } from '../../opening-hours'
import { openingOf, type TypedOpening, typedOpening } from './clock'
import { type FieldProblem, foundProblems, type Problems, problemOfLine } from './problems'

/** A period with other hours as typed. `key` tells rows apart while they are edited. */
export type ExceptionDraft = { key: number; name: LocalisedText; from: string; to: string; openings: TypedOpening[] }

/** Hours as typed. */
export type HoursDraft = { weekly: TypedOpening[]; exceptions: ExceptionDraft[] }

export function draftOfHours({ weekly, exceptions }: Hours): HoursDraft {
  return {
    weekly: weekly.map(typedOpening),
    exceptions: exceptions.map(({ openings, ...it }, key) => ({ ...it, key, openings: openings.map(typedOpening) })),
  }
}

const isOpening = (it: Opening | null): it is Opening => it !== null
const openingsOf = (typed: readonly TypedOpening[]): Opening[] =>
  typed
    .map(openingOf)
    .filter(isOpening)
    .sort((a, b) => a.weekday - b.weekday || a.opensMinute - b.opensMinute)

/** The openings of an exception on the days it has: a shortened period keeps what was typed for the others. */
export function openingsInPeriod({ from, to, openings }: ExceptionDraft): TypedOpening[] {
  return openings.filter(({ weekday }) => from === '' || to === '' || isInPeriod(weekday, from, to))
}

export function hoursOfDraft({ weekly, exceptions }: HoursDraft): Hours {
  return {
    weekly: openingsOf(weekly),
    exceptions: exceptions.map((it) => ({
      name: { ar: cleanLine(it.name.ar), en: cleanLine(it.name.en) },
      from: it.from,
      to: it.to,
      openings: openingsOf(openingsInPeriod(it)),
    })),
  }
}

function problemOfWeek(typed: readonly TypedOpening[]): FieldProblem | null {
  if (typed.some((it) => openingOf(it) === null)) return 'time'
  const fault = faultOf(openingsOf(typed))
  return fault === 'longer_than_a_day' ? 'invalid' : fault
}

function problemOfPeriod({ from, to }: ExceptionDraft): FieldProblem | null {
  if (to === '') return 'required'
  if (to < from) return 'ends_before_it_begins'
  return Date.parse(to) - Date.parse(from) > 366 * 86_400_000 ? 'longer_than_a_year' : null
}

/** What is wrong with hours, by the path in a request that has them as `hours`. */
export function problemsOfHours({ weekly, exceptions }: HoursDraft): Problems {
  const ofExceptions = exceptions.flatMap((it, index) => {
    const at = `hours.exceptions.${index}`
    const isDated = it.from !== '' && it.to !== ''
    const covered = isDated && exceptions.slice(0, index).some(({ from, to }) => from <= it.from && it.to <= to)
    return [
      [`${at}.name.ar`, problemOfLine(it.name.ar, 120)],
      [`${at}.name.en`, problemOfLine(it.name.en, 120)],
      [`${at}.from`, it.from === '' ? 'required' : null],
      [`${at}.to`, problemOfPeriod(it)],
      [`${at}.openings`, problemOfWeek(openingsInPeriod(it))],
      [at, covered ? 'covered_by_an_earlier_one' : null],
    ] as const
  })
  return foundProblems({ 'hours.weekly': problemOfWeek(weekly), ...Object.fromEntries(ofExceptions) })
}
