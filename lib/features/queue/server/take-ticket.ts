import 'server-only'
import { businessDateOf, findBranch, serviceOf } from '@/lib/features/branches/server/branch-directory'
import { Batcher } from '@/lib/server/batcher'
import type { Reply } from '@/lib/server/command'
import { config } from '@/lib/server/config/config'
import { isKeyKnown } from '@/lib/server/idempotency'
import { consume } from '@/lib/server/limits'
import type { Call } from '@/lib/server/route'
import { singleton } from '@/lib/server/singleton'
import type { joinQueue as joinContract } from '../contract'
import { joinQueue } from './join-queue'
import type { JoinInput } from './join-store'
import { assertCanIssue } from './policy'

const batcher = (): Batcher<JoinInput> => singleton('join-batcher', () => new Batcher(joinQueue))

async function limit(call: Call<typeof joinContract>, address: string): Promise<void> {
  if (call.actor.kind !== 'visitor') return
  const { joinPerMinute, joinPerAddressPerMinute } = config().limits
  await consume('join-address', joinPerAddressPerMinute, address)
  // A first contact has no name yet; only its address counts.
  if (!call.actor.firstContact) await consume('join', joinPerMinute, call.actor.visitorId)
}

/** Keys that are being answered just now in this process, and by how many requests. */
const flights = (): Map<string, number> => singleton('join-flights', () => new Map())

async function inFlight<T>(key: string | null, work: (repeats: boolean) => Promise<T>): Promise<T> {
  if (key === null) return work(false)
  const others = flights().get(key) ?? 0
  flights().set(key, others + 1)
  try {
    return await work(others > 0)
  } finally {
    const left = (flights().get(key) ?? 1) - 1
    if (left > 0) flights().set(key, left)
    else flights().delete(key)
  }
}

/** A repeat takes no further turn, so it is answered however many there are. */
async function limitUnlessRepeated(call: Call<typeof joinContract>, address: string, repeats: boolean): Promise<void> {
  if (repeats) return
  try {
    await limit(call, address)
  } catch (error) {
    if (call.key === null || !(await isKeyKnown(call.key))) throw error
  }
}

/**
 * Takes a turn, together with whoever asks at the same moment on the same business day.
 * Throws `unknown_branch`, `unknown_service`, `not_allowed`, `too_many_requests`, `service_closed`, `service_full`.
 */
export async function takeTicket(call: Call<typeof joinContract>, address: string): Promise<Reply> {
  const { actor, input, key, fingerprint, origin } = call
  return inFlight(key, async (repeats) => {
    await limitUnlessRepeated(call, address, repeats)
    const branch = await findBranch(input.branch)
    serviceOf(branch, input.service)
    assertCanIssue(actor, branch.id, input.holderName !== undefined || input.priority !== undefined)
    const wish: JoinInput = {
      branch,
      service: input.service,
      holderName: input.holderName ?? null,
      priority: input.priority ?? 'normal',
    }
    // Numbers are given in the order of entering here; the wait counts from the same moment, so that the lower number is
    // called first. The request's own time may be of another order: it has waited for limits and rights since.
    const now = new Date()
    const lane = `${branch.id} ${businessDateOf(branch, now)}`
    return batcher().run(lane, { actor, input: wish, key, fingerprint, now, origin })
  })
}
