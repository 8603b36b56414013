import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { singleton } from '../singleton'

/** A route handler as both hosts call it. */
export type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

const contracts = (): WeakMap<object, Contract> => singleton('contracts', () => new WeakMap())

/** Registers the contract behind a handler, so that a check can find handlers without one. */
export function keepsTo<H extends Handler>(contract: Contract, handler: H): H {
  contracts().set(handler, contract)
  return handler
}

/** The contract behind a handler; undefined when it was not made from one. */
export function contractOf(handler: object): Contract | undefined {
  return contracts().get(handler)
}
