import 'server-only'
import { businessDateOf, findBranch } from '@/lib/features/branches/server/public'
import type { Actor } from '@/lib/server/identity/actor'
import type { OccupiedPointDto } from '../line-contract'
import { listAtHand, nameColleagues } from './list-at-hand'
import { ensureDayOpen } from './open-business-day'
import { assertCanReadLine } from './policy'

/** The service points of a branch where a visitor is called or in service. Throws `unknown_branch`. Two reads. */
export async function listOccupied(
  actor: Actor,
  input: { branch?: string | undefined },
  now: Date,
): Promise<{ points: OccupiedPointDto[] }> {
  const branch = await findBranch(input.branch)
  assertCanReadLine(actor, branch.id)
  await ensureDayOpen(branch, now)
  const tickets = await listAtHand(branch, businessDateOf(branch, now))
  const colleagues = await nameColleagues(actor, tickets)
  const points = tickets.flatMap(({ code, state, servicePointId, servedById, calledAt, startedAt }) => {
    const point = branch.servicePoints.find((it) => it.id === servicePointId)
    const since = startedAt ?? calledAt
    if (!point || !since) return []
    const by = colleagues.get(servedById ?? '') ?? null
    const isCalled = state === 'called'
    return [
      {
        servicePoint: point.slug,
        code,
        state: isCalled ? 'called' : 'in_service',
        since: since.toISOString(),
        by,
      } as const,
    ]
  })
  return { points }
}
