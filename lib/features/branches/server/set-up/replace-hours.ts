import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import type { Hours } from '../../hours-contract'

/** Replaces the hours and exceptions of a branch, or of one of its services. */
export async function replaceHours(
  tx: Tx,
  { branchId, serviceId = null }: { branchId: string; serviceId?: string | null },
  { weekly, exceptions }: Hours,
): Promise<void> {
  await tx.openingHours.deleteMany({ where: { branchId, serviceId } })
  await tx.openingHours.createMany({ data: weekly.map((it) => ({ id: newId(), branchId, serviceId, ...it })) })
  await tx.hoursPeriod.deleteMany({ where: { branchId, serviceId } })
  const periods = exceptions.map((it) => ({ ...it, id: newId() }))
  await tx.hoursPeriod.createMany({
    data: periods.map(({ id, name, from, to }, position) => ({
      ...{ id, branchId, serviceId, nameAr: name.ar, nameEn: name.en, position },
      ...{ firstDate: new Date(from), lastDate: new Date(to) },
    })),
  })
  await tx.hoursPeriodOpening.createMany({
    data: periods.flatMap(({ id, openings }) => openings.map((it) => ({ id: newId(), branchId, periodId: id, ...it }))),
  })
}
