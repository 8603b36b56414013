import type { TemplateName } from '@/lib/shared/branch-templates'
import type { LocalisedText } from '@/lib/shared/fields'
import { cleanLine } from '@/lib/shared/text'
import { foundProblems, type Problems, problemOfLine } from './problems'
import { isSlug } from './slug-from'

/** A new branch as typed. Without a zone that of the browser is meant. */
export type NewBranchDraft = {
  template: TemplateName | 'none'
  name: LocalisedText
  timeZone: string
  slug: string
}

export const emptyBranch: NewBranchDraft = {
  template: 'medical-examination',
  name: { ar: '', en: '' },
  timeZone: '',
  slug: '',
}

/** What is sent of a new branch. */
export function bodyOfNewBranch({ template, name, timeZone, slug }: NewBranchDraft) {
  const names = { ar: cleanLine(name.ar), en: cleanLine(name.en) }
  return { slug, name: names, timeZone, ...(template !== 'none' && { template }) }
}

/** What is wrong with a new branch. */
export function problemsOfNewBranch({ name, slug }: NewBranchDraft): Problems {
  return foundProblems({
    'name.ar': problemOfLine(name.ar, 120),
    'name.en': problemOfLine(name.en, 120),
    slug: isSlug(slug) ? null : 'slug',
  })
}
