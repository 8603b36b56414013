import 'server-only'
import { nameAccounts } from '@/lib/features/accounts/server/public'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { type Actor, idOf } from '@/lib/server/identity/actor'

const columns = {
  ...{ id: true, visitId: true, serviceId: true, servicePointId: true, servedById: true },
  ...{ code: true, state: true, calledAt: true, startedAt: true },
} as const

/** A ticket called or in service. */
export type AtHand = Awaited<ReturnType<typeof listAtHand>>[number]

/** The tickets called or in service anywhere in a branch: at most one a service point. */
export function listAtHand(branch: BranchRecord, businessDate: string) {
  return db().ticket.findMany({
    where: {
      serviceId: { in: branch.services.map((it) => it.id) },
      businessDate: new Date(businessDate),
      state: { in: ['called', 'in_service'] },
    },
    select: columns,
  })
}

/** A member of staff as a colleague sees them. */
export type Colleague = { name: string; isYou: boolean }

/** Who called or serves each of these tickets, by the ids of their accounts. No query when there is none. */
export async function nameColleagues(
  actor: Actor,
  tickets: readonly { servedById: string | null }[],
): Promise<Map<string, Colleague>> {
  const ids = [...new Set(tickets.flatMap((it) => it.servedById ?? []))]
  if (ids.length === 0) return new Map()
  const named = await nameAccounts(ids)
  return new Map(named.map(({ id, name }) => [id, { name, isYou: id === idOf(actor) }]))
}
