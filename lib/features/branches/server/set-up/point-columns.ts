import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import type { updateServicePoint } from '../../point-set-up-contract'
import { type BranchRecord, serviceOf } from '../branch-directory'
import { defined } from './defined'

type Body = CommandInput<typeof updateServicePoint>['body']

/** The columns of a service point that a body names; its services are stored apart. */
export function pointColumns({ kind, label, floor, directions, colour }: Body) {
  return defined({
    ...{ kind, colour, labelAr: label?.ar, labelEn: label?.en, floorAr: floor?.ar, floorEn: floor?.en },
    ...{ directionsAr: directions?.ar, directionsEn: directions?.en },
  })
}

/** Replaces the services that are given at a service point. Throws `unknown_service`. */
export async function replaceServices(
  tx: Tx,
  branch: BranchRecord,
  servicePointId: string,
  slugs: readonly string[],
): Promise<void> {
  const ids = new Set(slugs.map((slug) => serviceOf(branch, slug).id))
  await tx.servicePointService.deleteMany({ where: { servicePointId } })
  await tx.servicePointService.createMany({ data: [...ids].map((serviceId) => ({ servicePointId, serviceId })) })
}
