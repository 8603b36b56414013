import 'server-only'
import { type BranchRecord, businessDateOf, listBranches } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { may } from '@/lib/server/identity/actor'
import { signedInPageStaff } from '@/lib/server/identity/page-staff'
import type { LocalisedText } from '@/lib/shared/fields'
import { addDays } from '@/lib/shared/time'
import { type ErrorSummary, noErrors, summaryOf } from '../honesty'
import { isHidden } from '../situation'
import { readLearned } from './learned-rows'

/** How good the estimates of a clinic were lately, and whether visitors see them. */
export type ClinicAccuracy = {
  slug: string
  name: LocalisedText
  isHidden: boolean
  summary: ErrorSummary | null
}

export type AccuracyPage = {
  branch: string
  /** The branches whose figures the reader may see. */
  branches: { slug: string; name: LocalisedText }[]
  clinics: ClinicAccuracy[]
}

/** The days, today included, whose waits count. */
const accuracyDays = 7

/** How good the estimates of a branch were in the last days, by clinic. Four queries. */
export async function listAccuracy(branch: BranchRecord, now: Date): Promise<ClinicAccuracy[]> {
  const since = new Date(addDays(businessDateOf(branch, now), 1 - accuracyDays))
  const sums = await db().estimateError.groupBy({
    by: ['serviceId'],
    where: { serviceId: { in: branch.services.map(({ id }) => id) }, businessDate: { gte: since } },
    _sum: { waits: true, error: true, absolute: true, late: true, held: true },
  })
  const learned = await readLearned(db(), branch.id)
  return branch.services.map(({ id, slug, name }) => {
    const { waits, error, absolute, late, held } = sums.find((it) => it.serviceId === id)?._sum ?? noErrors
    const numbers = { waits: waits ?? 0, error: error ?? 0, absolute: absolute ?? 0, late: late ?? 0, held: held ?? 0 }
    return { slug, name, isHidden: isHidden(learned, id), summary: summaryOf(numbers) }
  })
}

/** The figures of a branch, or of the first visible one. Null when the reader sees none. Throws `not_signed_in`. */
export async function pageAccuracy(asked: string | undefined, now: Date): Promise<AccuracyPage | null> {
  const staff = await signedInPageStaff()
  const branches = (await listBranches()).filter((it) => may(staff, 'audit.read', it.id))
  const branch = asked === undefined ? branches[0] : branches.find((it) => it.slug === asked)
  if (!branch) return null
  const named = branches.map(({ slug, name }) => ({ slug, name }))
  return { branch: branch.slug, branches: named, clinics: await listAccuracy(branch, now) }
}
