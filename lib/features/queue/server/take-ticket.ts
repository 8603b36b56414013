import 'server-only'
import { businessDateOf, classOf, findBranch, serviceOf, withFreshSetup } from '@/lib/features/branches/server/public'
import { Batcher } from '@/lib/server/batcher'
import type { Reply } from '@/lib/server/command'
import { config } from '@/lib/server/config/config'
import type { CheckedRequest } from '@/lib/server/http/check-request'
import { isKeyKnown } from '@/lib/server/idempotency'
import { consume } from '@/lib/server/limits'
import { singleton } from '@/lib/server/singleton'
import type { joinQueue as joinContract } from '../contract'
import { joinQueue } from './join-queue'
import type { JoinInput } from './join-store'
import { assertCanIssue } from './policy'

const batcher = (): Batcher<JoinInput> => singleton('join-batcher', () => new Batcher(joinQueue))

/** Who takes a turn: the sender of the command, and the address it came from. */
type Taker = Pick<CheckedRequest<typeof joinContract>, 'actor' | 'key' | 'fingerprint' | 'origin'> & { address: string }

async function limit(call: Pick<Taker, 'actor'>, address: string): Promise<void> {
  if (call.actor.kind !== 'visitor') return
  const { joinPerMinute, joinPerAddressPerMinute } = config().limits
  await consume('join-address', joinPerAddressPerMinute, address)
  // A first contact has no identity yet, so only its address is counted.
  if (!call.actor.firstContact) await consume('join', joinPerMinute, call.actor.visitorId)
}

/** A repeat of an answered command takes no further turn, so repeats are not limited. */
async function limitUnlessAnswered(call: Pick<Taker, 'actor' | 'key'>, address: string): Promise<void> {
  try {
    await limit(call, address)
  } catch (error) {
    if (call.key === null || !(await isKeyKnown(call.key))) throw error
  }
}

/** The pending requests per key: how many, and whether the first of them was allowed. */
type Flight = { requests: number; allowed: Promise<void> }
const flights = (): Map<string, Flight> => singleton('join-flights', () => new Map())

/**
 * Does `work` once `allow` has passed. Of concurrent requests with one key only the first is counted, because they
 * result in one turn.
 */
async function inFlight<T>(key: string | null, allow: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  if (key === null) {
    await allow()
    return work()
  }
  const flight = flights().get(key) ?? { requests: 0, allowed: allow() }
  flights().set(key, flight)
  flight.requests++
  try {
    await flight.allowed
    return await work()
  } finally {
    flight.requests--
    if (flight.requests === 0) flights().delete(key)
  }
}

/**
 * Takes the turn that `wish` decides on once the sender is within the limits, batched with other joins that arrive at the same
 * time on the same business day.
 */
export function takeTurn({ address, ...taker }: Taker, wish: () => Promise<JoinInput>): Promise<Reply> {
  const { actor, key, fingerprint, origin } = taker
  return inFlight(
    key,
    () => limitUnlessAnswered(taker, address),
    async () => {
      const input = await wish()
      // Numbers are issued in the order of this point, and the waiting time starts here too, so that the lower number is
      // called first. The request's own time may have another order, because it has waited for limits and permissions
      // since.
      const now = new Date()
      const lane = `${input.branch.id} ${businessDateOf(input.branch, now)}`
      return batcher().run(lane, { actor, input, key, fingerprint, now, origin })
    },
  )
}

/**
 * Takes a turn at one service. Throws `unknown_branch`, `unknown_service`, `unknown_class`, `not_allowed`, `too_many_requests`,
 * `service_closed`, `service_full`, `join_way_closed`, `switched_off`.
 */
export function takeTicket(call: CheckedRequest<typeof joinContract>, address: string): Promise<Reply> {
  const { actor, input } = call
  const className = input.class ?? input.priority ?? 'normal'
  return takeTurn({ ...call, address }, async () => {
    const branch = await withFreshSetup(async () => {
      const branch = await findBranch(input.branch)
      serviceOf(branch, input.service)
      return branch
    })
    const asksForStaff = input.holderName !== undefined || input.priority !== undefined || className !== 'normal'
    assertCanIssue(actor, branch.id, asksForStaff)
    await withFreshSetup(async () => classOf(await findBranch(input.branch), className))
    return {
      branch,
      service: input.service,
      holderName: input.holderName ?? null,
      class: className,
    }
  })
}
