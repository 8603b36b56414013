import { type Endpoint, pathOf } from '@/lib/shared/endpoint'
import { newId } from '@/lib/shared/ids'
import { ApiError, errorOf } from './api-error'
import { pauseBeforeRetry } from './retry-rules'

export { ApiError } from './api-error'

const answerWithin = 15_000

export type RequestOptions = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** Idempotency key, generated when the person acted; generated here if omitted. */
  key?: string
  visitToken?: string
  /** The secret of a screen that waits to be paired. */
  pairingSecret?: string
  /** Visitor pages act for the visitor, even in a browser where staff are signed in. */
  as?: 'visitor'
  signal?: AbortSignal
}

/**
 * Calls an endpoint. A command uses one idempotency key for all its tries, so a retry never acts twice. Throws
 * `ApiError`, or the signal's reason when the caller aborted.
 */
export async function request<Answer>(endpoint: Endpoint, options: RequestOptions = {}): Promise<Answer> {
  const url = urlOf(endpoint, options)
  const init = initOf(endpoint, options)
  for (let tries = 0; ; tries++) {
    const { response, failure } = await attempt(url, init, options.signal)
    if (response?.ok) return readAnswer<Answer>(response)
    const status = response?.status ?? 0
    const pause = pauseBeforeRetry(tries, status, response?.headers.get('retry-after') ?? null, Date.now())
    if (pause === null) throw response ? errorOf(status, await bodyOf(response)) : failure
    await wait(pause, options.signal)
  }
}

function urlOf(endpoint: Endpoint, { params, query }: RequestOptions): string {
  const path = pathOf(endpoint, params)
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

function initOf(endpoint: Endpoint, options: RequestOptions): RequestInit {
  // Marks requests of our pages, which have other rate limits than programs: Sec-Fetch-Site is missing over plain http.
  const headers: Record<string, string> = { accept: 'application/json', 'x-dawr-as': options.as ?? 'page' }
  if (options.visitToken !== undefined) headers['x-visit-token'] = options.visitToken
  if (options.pairingSecret !== undefined) headers['x-pairing-secret'] = options.pairingSecret
  if (endpoint.method !== 'GET') headers['idempotency-key'] = options.key ?? newId()
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin', cache: 'no-store' }
  if (options.body === undefined) return init
  headers['content-type'] = 'application/json'
  return { ...init, body: JSON.stringify(options.body) }
}

type Attempt = { response: Response; failure: null } | { response: null; failure: ApiError }

async function attempt(url: string, init: RequestInit, outer: AbortSignal | undefined): Promise<Attempt> {
  stopIfAborted(outer)
  const inner = new AbortController()
  const abort = () => inner.abort(outer?.reason)
  const timer = setTimeout(() => inner.abort(), answerWithin)
  outer?.addEventListener('abort', abort)
  try {
    return { response: await fetch(url, { ...init, signal: inner.signal }), failure: null }
  } catch {
    stopIfAborted(outer)
    return { response: null, failure: new ApiError('network', 0) }
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', abort)
  }
}

async function readAnswer<Answer>(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer
  } catch {
    throw new ApiError('network', response.status)
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, ms))
  stopIfAborted(signal)
}

/** `AbortSignal.throwIfAborted`, for browsers before 2022. */
function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason ?? new DOMException('aborted', 'AbortError')
}
