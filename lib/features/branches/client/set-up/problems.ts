import type { ApiError } from '@/lib/client/api-client'
import { cleanLine, isSafeText } from '@/lib/shared/text'

/** Why a field is refused: keys of `branches.problem`. */
export type FieldProblem =
  | 'required'
  | 'tooLong'
  | 'unsafe'
  | 'invalid'
  | 'prefix'
  | 'slug'
  | 'time'
  | 'number'
  | 'overlap'
  | 'ends_before_it_begins'
  | 'longer_than_a_year'
  | 'covered_by_an_earlier_one'
  | 'on_no_day_of_the_period'
  | 'after_its_alternative'
  | 'slug_taken'
  | 'prefix_taken'
  | 'business_day_would_change'
  | 'unknown_prerequisite'
  | 'pathway_order'
  | 'pathway_circle'
  | 'step_twice'

/** The problems of a form by the path of the field in the request, such as `name.ar`. */
export type Problems = Readonly<Record<string, FieldProblem>>

/** Reasons of the server that have a text of their own. */
const ownTexts: ReadonlySet<string> = new Set<FieldProblem>([
  ...(['overlap', 'ends_before_it_begins', 'longer_than_a_year', 'covered_by_an_earlier_one'] as const),
  ...(['on_no_day_of_the_period', 'after_its_alternative'] as const),
  ...(['unknown_prerequisite', 'pathway_order', 'pathway_circle', 'step_twice'] as const),
])

const translated: Record<string, FieldProblem> = {
  unsafe_characters: 'unsafe',
  too_small: 'required',
  too_big: 'tooLong',
}

/** Refusals that are about one field, which the answer does not name. */
const fieldOfCode: Record<string, string> = {
  slug_taken: 'slug',
  prefix_taken: 'prefix',
  business_day_would_change: 'timeZone',
}

/** The fields that an answer refuses. */
export function problemsOf({ code, fields }: Pick<ApiError, 'code' | 'fields'>): Problems {
  const named = fieldOfCode[code]
  if (named !== undefined) return { [named]: code as FieldProblem }
  return Object.fromEntries(
    fields.map(({ path, reason }) => [
      path,
      ownTexts.has(reason) ? (reason as FieldProblem) : (translated[reason] ?? 'invalid'),
    ]),
  )
}

/** What is wrong with a typed line; null when nothing is. */
export function problemOfLine(typed: string, most: number, { needed = true } = {}): FieldProblem | null {
  const line = cleanLine(typed)
  if (line === '') return needed ? 'required' : null
  if (line.length > most) return 'tooLong'
  return isSafeText(line) ? null : 'unsafe'
}

/** What is wrong with a typed number; null when nothing is. */
export function problemOfNumber(
  value: number | null,
  least: number,
  most: number,
  { needed = true } = {},
): FieldProblem | null {
  if (value === null) return needed ? 'required' : null
  return value >= least && value <= most ? null : 'number'
}

/** Keeps the found ones. */
export function foundProblems(all: Readonly<Record<string, FieldProblem | null>>): Problems {
  return Object.fromEntries(Object.entries(all).filter((it): it is [string, FieldProblem] => it[1] !== null))
}
