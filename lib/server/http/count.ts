import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { AppError } from '@/lib/shared/errors'
import { config } from '../config/config'
import { type Actor, idOf } from '../identity/actor'
import { carriesForgery, givenSecret } from '../identity/cookies'
import { consumeOf } from '../limits'
import { singleton } from '../singleton'
import { TokenBuckets } from '../token-buckets'
import { clientAddress } from './client-address'
import type { HttpRequest } from './http-request'
import { isOwnOrigin } from './own-host'
import { noteQuota } from './quota'

/** So many times the requests of a second may come at once: a page that opens, a hall that comes back after a power cut. */
const burst = 6

/** A request with a secret that was made up counts so many times. */
const forgeryCounts = 20

function buckets(name: string, perSecond: number): TokenBuckets {
  return singleton(`buckets.${name}`, () => new TokenBuckets(perSecond, perSecond * burst))
}

/** Takes one of what a second allows; the number of seconds to wait when there is none. */
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

/** Seconds that an address must wait, 0 for none: the outer limit of all that comes from it, far above what a full hall asks. */
export function waitOfAddress(address: string): number {
  return take('address', config().limits.addressPerSecond, address)
}

/** What machines ask all the time, and what costs nothing: health, metrics, the description of the API. */
const unmetered = /^\/api\/v1\/(?:health(?:\/|$)|openapi\.json$)/

const isFromThisMachine = (address: string): boolean => address === '127.0.0.1' || address === '::1'

/** Whether an endpoint is counted by who asks. */
export function isMetered({ endpoint }: Contract): boolean {
  return !unmetered.test(endpoint.path)
}

/** Counts a request before it is known who asks. Throws `too_many_requests`. */
export function countAddress(contract: Contract, request: HttpRequest): void {
  const address = clientAddress(request)
  // Whoever watches over the server from its own machine must never be told to wait.
  if (!isMetered(contract) && isFromThisMachine(address)) return
  // A neighbour behind the same address cannot use up what the clinic's own screens need.
  refuseFor(waitOfAddress(givenSecret(request.headers) ?? address))
}

/** Whether a browser says that one of our own pages asks. Others can say so too: then the limit of the address is theirs. */
function isOwnPage({ headers }: HttpRequest): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  // Browsers before 2023: they say where a write comes from, and our pages for visitors name themselves.
  return headers.get('x-dawr-as') !== null || (headers.get('origin') !== null && isOwnOrigin(headers))
}

/**
 * Counts a request of somebody: a program by its token, our own pages by session, device or visitor, and all who ask
 * without any of these by address, as the public API. See docs/decisions/017. Throws `too_many_requests`.
 */
export async function countRequest(contract: Contract, actor: Actor, request: HttpRequest): Promise<void> {
  if (!isMetered(contract)) return
  const { apiPerHour, apiPerTokenPerHour, pagePerSecond, addressPerSecond } = config().limits
  if (actor.kind === 'software')
    return consumeOf({ name: 'token', limit: apiPerTokenPerHour, seconds: 3_600 }, actor.tokenId)
  const isKnown = actor.kind !== 'visitor' || !actor.firstContact
  // An account may be shared by the screens of a whole reception; a session is one browser's.
  const who = actor.kind === 'staff' ? `session:${actor.sessionId}` : `${actor.kind}:${idOf(actor)}`
  if (isKnown) return refuseFor(take('page', pagePerSecond, who, { tells: true }))
  // Whoever makes up secrets uses up the limit of the address soon. It costs no query: they are told by their mark.
  if (carriesForgery(request.headers))
    refuseFor(take('address', addressPerSecond, clientAddress(request), { count: forgeryCounts }))
  // A stream is one request for hours, and old browsers do not say which page opened it.
  if (isOwnPage(request) || contract.endpoint.path === '/api/v1/events/stream') return
  return consumeOf({ name: 'api', limit: apiPerHour, seconds: 3_600 }, clientAddress(request))
}
