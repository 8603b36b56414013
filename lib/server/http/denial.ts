import 'server-only'
import { auditDenial } from '../audit/audit-denial'
import type { Actor } from '../identity/actor'
import { clientNetwork } from './client-address'
import type { HttpRequest } from './http-request'

const actors = new WeakMap<HttpRequest, Actor>()

/** Stores the identified actor of a request for `auditDeniedRequest`. */
export function rememberActor(request: HttpRequest, actor: Actor): void {
  if (actor.kind !== 'visitor') actors.set(request, actor)
}

/**
 * Audits an error that refused an identified actor for lack of a permission; ignores every other error. Never throws.
 */
export function auditDeniedRequest(request: HttpRequest, error: unknown, route: string): Promise<void> {
  return auditDenial(actors.get(request), error, route, clientNetwork(request))
}
