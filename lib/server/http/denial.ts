import 'server-only'
import { recordDenial } from '../audit/record-denial'
import type { Actor } from '../identity/actor'
import { clientNetwork } from './client-address'

const actors = new WeakMap<Request, Actor>()

/** Remembers the actor of a request for `noteDenial`. */
export function rememberActor(request: Request, actor: Actor): void {
  actors.set(request, actor)
}

/** Audits an error that refused a known actor for lack of a right; ignores every other error. Never throws. */
export function noteDenial(request: Request, error: unknown, route: string): Promise<void> {
  return recordDenial(actors.get(request), error, route, clientNetwork(request))
}
