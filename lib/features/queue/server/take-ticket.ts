import 'server-only'
import { findBranch, serviceOf } from '@/lib/features/branches/server/branch-directory'
import { Batcher } from '@/lib/server/batcher'
import type { Reply } from '@/lib/server/command'
import { config } from '@/lib/server/config/config'
import { consume } from '@/lib/server/limits'
import type { Call } from '@/lib/server/route'
import { singleton } from '@/lib/server/singleton'
import type { joinQueue as joinContract } from '../contract'
import { joinQueue } from './join-queue'
import type { JoinInput } from './join-store'
import { assertCanIssue } from './policy'

const batcher = (): Batcher<JoinInput> => singleton('join-batcher', () => new Batcher(joinQueue))

async function limit(call: Call<typeof joinContract>, address: string): Promise<void> {
  if (call.actor.kind === 'staff') return
  const { joinPerMinute, joinPerAddressPerMinute } = config().limits
  await consume('join-address', joinPerAddressPerMinute, address)
  // A first contact has no name yet; only its address counts.
  if (!call.actor.firstContact) await consume('join', joinPerMinute, call.actor.visitorId)
}

/**
 * Takes a turn, together with whoever asks at the same moment.
 * Throws `unknown_branch`, `unknown_service`, `not_allowed`, `too_many_requests`, `service_closed`, `service_full`.
 */
export async function takeTicket(call: Call<typeof joinContract>, address: string): Promise<Reply> {
  const { actor, input, key, fingerprint } = call
  await limit(call, address)
  const branch = await findBranch(input.branch)
  serviceOf(branch, input.service)
  assertCanIssue(actor, branch.id, input.holderName !== undefined || input.priority !== undefined)
  const wish: JoinInput = {
    branch,
    service: input.service,
    holderName: input.holderName ?? null,
    priority: input.priority ?? 'normal',
  }
  // Numbers are given in the order of entering here; the wait counts from the same moment, so that the lower number is called
  // first. The request's own time may be of another order: it has waited for limits and rights since.
  return batcher().run(branch.id, { actor, input: wish, key, fingerprint, now: new Date() })
}
