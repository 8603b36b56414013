import 'server-only'
import {
  type BranchRecord,
  classOf,
  findBranch,
  pathwayOf,
  withFreshSetup,
} from '@/lib/features/branches/server/public'
import { assertCanIssue, joinWayOf, surroundingsOf, takeTurn } from '@/lib/features/queue/server/public'
import type { Reply } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { CheckedRequest } from '@/lib/server/http/check-request'
import type { Actor } from '@/lib/server/identity/actor'
import { AppError, isAppError } from '@/lib/shared/errors'
import type { takeVisit as takeContract } from '../contract'
import { type NextPlace, nextPlace } from '../next-place'
import { type Plan, planOf } from '../plan'

/**
 * The first clinic: the best of those where this actor may take a number. Throws `join_way_closed` when there is none that
 * way, and `service_closed` while nothing can begin.
 */
async function firstPlace(branch: BranchRecord, steps: Plan, actor: Actor, now: Date): Promise<NextPlace> {
  const around = await surroundingsOf(db(), branch, steps, null, now)
  const way = joinWayOf(actor)
  const joinable = new Set(branch.services.filter(({ joinBy }) => joinBy.includes(way)).map(({ id }) => id))
  const taking = around.clinics.filter(({ isOpen, isFull }) => isOpen && !isFull)
  const clinics = taking.filter(({ service }) => joinable.has(service))
  const place = nextPlace(steps, { ...around, clinics })
  if (place && !place.isParked) return place
  const elsewhere = nextPlace(steps, { ...around, clinics: taking })
  const service = branch.services.find(({ id }) => id === (elsewhere ?? place)?.service)
  if (!service) throw new AppError('unknown_pathway')
  if (elsewhere && !elsewhere.isParked)
    throw new AppError('join_way_closed', { service: service.slug, joinBy: service.joinBy })
  throw new AppError('service_closed', { service: service.slug, opensAt: null })
}

/**
 * Begins a visit that follows a pathway, at the clinic that the router chooses. Throws `unknown_branch`, `unknown_pathway`, `unknown_class`,
 * `not_allowed`, `too_many_requests`, `service_closed`, `service_full`, `join_way_closed`, `already_in_line` for a visitor with
 * a turn of today, `switched_off`.
 */
export function takeVisit(call: CheckedRequest<typeof takeContract>, address: string): Promise<Reply> {
  const { actor, input } = call
  return takeTurn({ ...call, address }, async () => {
    const { branch, pathway } = await withFreshSetup(async () => {
      const branch = await findBranch(input.branch)
      return { branch, pathway: pathwayOf(branch, input.pathway) }
    })
    const className = input.class ?? 'normal'
    assertCanIssue(actor, branch.id, input.holderName !== undefined || className !== 'normal')
    await withFreshSetup(async () => classOf(await findBranch(input.branch), className))
    const steps = planOf(pathway.steps)
    // A refusal waits until the batch knows that the visitor has no visit that goes on.
    const first = await firstPlace(branch, steps, actor, new Date()).catch((error: unknown) => {
      if (isAppError(error)) return error
      throw error
    })
    const isRefused = isAppError(first)
    const service = isRefused ? steps[0]?.service : first.service
    const reasons = isRefused ? [] : first.reasons
    return {
      branch,
      service: branch.services.find(({ id }) => id === service)?.slug ?? '',
      refusal: isRefused ? first : null,
      holderName: input.holderName ?? null,
      class: className,
      journey: { pathwayId: pathway.id, steps, reasons, isParked: false, binding: { by: 'router', changes: 0 } },
    }
  })
}
