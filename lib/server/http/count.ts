import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { AppError } from '@/lib/shared/errors'
import { config } from '../config/config'
import { type Actor, idOf } from '../identity/actor'
import { hasForgedSecret, issuedSecret } from '../identity/cookies'
import { consumeOf } from '../limits'
import { singleton } from '../singleton'
import { TokenBuckets } from '../token-buckets'
import { clientAddress } from './client-address'
import type { HttpRequest } from './http-request'
import { isOwnOrigin } from './own-host'
import { noteQuota } from './quota'

/** Burst size, as a multiple of the rate per second: a page loads, or a hall reconnects after a power cut. */
const burst = 6

/** A request with a forged secret counts this many times. */
const forgeryCounts = 20

function buckets(name: string, perSecond: number): TokenBuckets {
  return singleton(`buckets.${name}`, () => new TokenBuckets(perSecond, perSecond * burst))
}

/** Takes `count` tokens from a bucket; returns the seconds to wait, 0 when they were available. */
function take(name: string, perSecond: number, key: string, { tells = false, count = 1 } = {}): number {
  const all = buckets(name, perSecond)
  const left = all.take(key, performance.now(), count)
  const wait = left < 0 ? Math.max(1, Math.ceil(-left / perSecond)) : 0
  if (tells || wait > 0) {
    const remaining = Math.max(0, Math.floor(left))
    const resetSeconds = wait || Math.ceil((all.burst - left) / perSecond)
    noteQuota({ name, limit: all.burst, seconds: burst, remaining, resetSeconds })
  }
  return wait
}

function refuseFor(seconds: number): void {
  if (seconds > 0) throw new AppError('too_many_requests', { retryAfterSeconds: seconds })
}

/** Seconds that an address must wait, 0 for none. The limit per address, far above what a full hall needs. */
export function waitOfAddress(address: string): number {
  return take('address', config().limits.addressPerSecond, address)
}

/** Polled by machines and cheap to answer: health, metrics, the API description. */
const unmetered = /^\/api\/v1\/(?:health(?:\/|$)|openapi\.json$)/

const isFromThisMachine = (address: string): boolean => address === '127.0.0.1' || address === '::1'

/** Whether requests to an endpoint are counted by actor. */
export function isMetered({ endpoint }: Contract): boolean {
  return !unmetered.test(endpoint.path)
}

/** Counts a request by address, before identification. Throws `too_many_requests`. */
export function countAddress(contract: Contract, request: HttpRequest): void {
  const address = clientAddress(request)
  // Monitoring on the same machine must never be throttled.
  if (!isMetered(contract) && isFromThisMachine(address)) return
  // Requests with a valid secret have their own limit, so others behind the same address cannot use it up.
  refuseFor(waitOfAddress(issuedSecret(request.headers) ?? address))
}

/**
 * Whether the browser reports that one of our own pages sent the request. A client that forges this is limited by its
 * address.
 */
function isOwnPage({ headers }: HttpRequest): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  // Browsers before 2023 lack that header: they send Origin with writes, and our pages send X-Dawr-As.
  return headers.get('x-dawr-as') !== null || (headers.get('origin') !== null && isOwnOrigin(headers))
}

/**
 * Counts a request by actor: a program by its token, our own pages by session, device or visitor, everything else by
 * address as use of the public API. See docs/decisions/017. Throws `too_many_requests`.
 */
export async function countRequest(contract: Contract, actor: Actor, request: HttpRequest): Promise<void> {
  if (!isMetered(contract)) return
  const { apiPerHour, apiPerTokenPerHour, pagePerSecond, addressPerSecond } = config().limits
  if (actor.kind === 'software')
    return consumeOf({ name: 'token', limit: apiPerTokenPerHour, seconds: 3_600 }, actor.tokenId)
  const isKnown = actor.kind !== 'visitor' || !actor.firstContact
  // An account may be shared by a whole reception; a session belongs to one browser.
  const who = actor.kind === 'staff' ? `session:${actor.sessionId}` : `${actor.kind}:${idOf(actor)}`
  if (isKnown) return refuseFor(take('page', pagePerSecond, who, { tells: true }))
  // Forged secrets use up the limit of the address quickly. They are recognised by their signature, without a query.
  if (hasForgedSecret(request.headers))
    refuseFor(take('address', addressPerSecond, clientAddress(request), { count: forgeryCounts }))
  // A stream is one request that lasts for hours, and old browsers do not say which page opened it.
  if (isOwnPage(request) || contract.endpoint.path === '/api/v1/events/stream') return
  return consumeOf({ name: 'api', limit: apiPerHour, seconds: 3_600 }, clientAddress(request))
}
