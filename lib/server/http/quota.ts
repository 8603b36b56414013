import 'server-only'
import { type RequestContext, requestHere } from '../log'
import { singleton } from '../singleton'

/** The state of a limit: `remaining` of `limit` uses within `seconds`; full again in `resetSeconds`. */
export type Quota = { name: string; limit: number; seconds: number; remaining: number; resetSeconds: number }

const noted = (): WeakMap<RequestContext, Quota[]> => singleton('quotas', () => new WeakMap())

/** Stores the state of a limit that counted the current request. */
export function noteQuota(quota: Quota): void {
  const request = requestHere()
  if (!request) return
  const quotas = noted().get(request)
  if (quotas) quotas.push(quota)
  else noted().set(request, [quota])
}

/**
 * The headers with the client's limits (draft-ietf-httpapi-ratelimit-headers), alternating names and values; none when
 * the request was not counted.
 */
export function quotaHeaders(): string[] {
  const request = requestHere()
  const quotas = request && noted().get(request)
  if (!quotas) return []
  return [
    'RateLimit-Policy',
    quotas.map(({ name, limit, seconds }) => `"${name}";q=${limit};w=${seconds}`).join(', '),
    'RateLimit',
    quotas.map(({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`).join(', '),
  ]
}
