import type { LocalisedText } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import type { BranchSetUp } from '../../branch-set-up-contract'
import { clockOf, minuteOf } from './clock'
import { foundProblems, type Problems, problemOfLine } from './problems'

/** A branch as typed, without its hours. */
export type BranchDraft = Pick<BranchSetUp, 'timeZone' | 'digits' | 'numbersRestart'> & {
  name: LocalisedText
  dayStarts: string
}

export function draftOfBranch({ name, timeZone, digits, numbersRestart, dayStartsMinute }: BranchSetUp): BranchDraft {
  return { name, timeZone, digits, numbersRestart, dayStarts: clockOf(dayStartsMinute) }
}

/** What is sent of a branch, without its hours. */
export function bodyOfBranch({ name, dayStarts, ...rest }: BranchDraft) {
  return { ...rest, name: { ar: cleanLine(name.ar), en: cleanLine(name.en) }, dayStartsMinute: minuteOf(dayStarts) }
}

/** What is wrong with a typed branch. */
export function problemsOfBranch({ name, dayStarts }: BranchDraft): Problems {
  return foundProblems({
    'name.ar': problemOfLine(name.ar, 120),
    'name.en': problemOfLine(name.en, 120),
    dayStartsMinute: minuteOf(dayStarts) === null ? 'time' : null,
  })
}
