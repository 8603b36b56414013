import { contractOf, type Handler } from '@/lib/server/http/handler'
import type { Contract } from '@/lib/shared/contract'
import { pathOf } from '@/lib/shared/endpoint'
import type { ErrorCode } from '@/lib/shared/errors'
import type { Asker } from './actors'
import type { Target } from './world'

export type Heard = { status: number; code: ErrorCode | null; body: Record<string, unknown> }

/** The handler of a contract's path, as both hosts call it. */
export async function handlerOf(contract: Contract): Promise<Handler> {
  const { endpoint } = contract
  const folder = endpoint.path.replaceAll(/\{(\w+)\}/g, '[$1]')
  const module = (await import(/* @vite-ignore */ `/app${folder}/route.ts`)) as Record<string, Handler>
  const handler = module[endpoint.method]
  if (!handler || contractOf(handler) !== contract)
    throw new Error(`nothing answers ${endpoint.method} ${endpoint.path}`)
  return handler
}

/** Malformed parts of a request: a body that is not JSON, a header, a broken address. */
export type Sent = Target & { raw?: string; headers?: Record<string, string> }

/** Sends a request as an actor, in this process. */
export function send(contract: Contract, handler: Handler, asker: Asker, sent: Sent): Promise<Response> {
  const { method } = contract.endpoint
  const { params = {}, query, body, visitToken, raw = body === undefined ? undefined : JSON.stringify(body) } = sent
  const headers = new Headers({ host: 'localhost', ...asker.headers, ...sent.headers })
  if (asker.byLink && visitToken) headers.set('x-visit-token', visitToken)
  if (raw !== undefined) headers.set('content-type', 'application/json')
  const address = `http://localhost${pathOf(contract.endpoint, params)}${query ? `?${query}` : ''}`
  const isRead = method === 'GET'
  const request = new Request(address, { method, headers, ...(raw !== undefined && !isRead && { body: raw }) })
  return handler(request, { params: Promise.resolve(params) })
}

/** Sends a request as an actor and returns the result. */
export async function ask(contract: Contract, handler: Handler, asker: Asker, target: Target): Promise<Heard> {
  const response = await send(contract, handler, asker, target)
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('json')) {
    await response.body?.cancel()
    return { status: response.status, code: null, body: {} }
  }
  const { requestId: _, ...said } = (await response.json()) as Record<string, unknown>
  return { status: response.status, code: response.ok ? null : (said['code'] as ErrorCode), body: said }
}
