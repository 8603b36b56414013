import 'server-only'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'

/** A ticket called or in service. */
export type AtHand = { id: string; visitId: string; serviceId: string; servicePointId: string | null }

/** The tickets called or in service anywhere in a branch: at most one a service point. */
export function listAtHand(branch: BranchRecord, businessDate: string): Promise<AtHand[]> {
  return db().ticket.findMany({
    where: {
      serviceId: { in: branch.services.map((it) => it.id) },
      businessDate: new Date(businessDate),
      state: { in: ['called', 'in_service'] },
    },
    select: { id: true, visitId: true, serviceId: true, servicePointId: true },
  })
}
