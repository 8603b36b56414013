import 'server-only'
import type { PathwayStep } from '@/lib/features/journeys/pathway'
import type { Tx } from '@/lib/server/db/client'
import type { LocalisedText } from '@/lib/shared/fields'
import { newId } from '@/lib/shared/ids'

/** A branch with its services. */
type Place = { id: string; services: readonly { id: string; slug: string }[] }

/** A pathway whose steps name services by their slugs. */
export type NewPathway = { slug: string; name: LocalisedText; steps: readonly PathwayStep[] }

/** The names of a branch's services. */
export const slugsOf = ({ services }: Place): ReadonlySet<string> => new Set(services.map((it) => it.slug))

/** Replaces the steps of a pathway. Their services are known. */
export async function replaceSteps(
  tx: Tx,
  branch: Place,
  pathwayId: string,
  steps: readonly PathwayStep[],
): Promise<void> {
  const ids = new Map(branch.services.map((it) => [it.slug, it.id]))
  const idsOf = (slugs: readonly string[]): string[] => [...new Set(slugs)].flatMap((slug) => ids.get(slug) ?? [])
  await tx.pathwayStep.deleteMany({ where: { pathwayId } })
  await tx.pathwayStep.createMany({
    data: steps.map((step, position) => ({
      ...{ pathwayId, branchId: branch.id, serviceId: ids.get(step.service) ?? '', position, required: step.required },
      ...{ afterAll: idsOf(step.after), afterAny: idsOf(step.anyOf), orderHint: step.order },
      ...{ minGapMinutes: step.minGapMinutes ?? 0, beforeMinute: step.notAfterMinute },
      exclusiveGroup: step.exclusiveGroup,
    })),
  })
}

/** Stores a new pathway, whose steps are checked, and returns its id. */
export async function insertPathway(
  tx: Tx,
  branch: Place,
  { slug, name, steps }: NewPathway,
  position: number,
): Promise<string> {
  const id = newId()
  await tx.pathway.create({ data: { id, branchId: branch.id, slug, nameAr: name.ar, nameEn: name.en, position } })
  await replaceSteps(tx, branch, id, steps)
  return id
}

/** The steps in a few words each, for the audit. */
export function auditSteps(steps: readonly PathwayStep[]): string[] {
  return steps.map(({ service, required, after, anyOf, order, ...more }) =>
    [
      service,
      ...(required ? [] : ['(optional)']),
      ...(after.length > 0 ? [`after ${after.join(' + ')}`] : []),
      ...(anyOf.length > 0 ? [`after ${anyOf.join(' | ')}`] : []),
      ...(order === 'any' ? [] : [order]),
      ...(more.minGapMinutes === null ? [] : [`then ${more.minGapMinutes} min`]),
      ...(more.notAfterMinute === null ? [] : [`before minute ${more.notAfterMinute}`]),
      ...(more.exclusiveGroup === null ? [] : [`one of ${more.exclusiveGroup}`]),
    ].join(' '),
  )
}
