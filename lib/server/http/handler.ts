import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { singleton } from '../singleton'
import type { HttpRequest } from './http-request'
import { type Reply, webResponse } from './reply'

/** A route handler as Next calls it. */
export type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** A route handler as our own host calls it: the same work without web objects. */
export type DirectHandler = (request: HttpRequest, params: Record<string, string>) => Promise<Reply>

type Origin = { contract: Contract | null; direct: DirectHandler | null }

const origins = (): WeakMap<object, Origin> => singleton('handlers', () => new WeakMap())

/** Registers the contract behind a handler, so that a check can find handlers without one. */
export function keepsTo<H extends Handler>(contract: Contract, handler: H): H {
  origins().set(handler, { contract, direct: null })
  return handler
}

/** Makes the handler that Next calls from one that our own host calls. */
export function handlerOf(direct: DirectHandler, contract: Contract | null = null): Handler {
  // Next passes no parameters at all to a route whose path has none.
  const handler: Handler = async (request, { params }) => webResponse(await direct(request, (await params) ?? {}))
  origins().set(handler, { contract, direct })
  return handler
}

/** The contract behind a handler; undefined when it has none. */
export function contractOf(handler: object): Contract | undefined {
  return origins().get(handler)?.contract ?? undefined
}

/** The handler without web objects behind one created by `handlerOf`. Throws for any other. */
export function directOf(handler: Handler): DirectHandler {
  const direct = origins().get(handler)?.direct
  if (!direct) throw new Error('this handler can only be called by Next')
  return direct
}
