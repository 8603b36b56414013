import 'server-only'
import type { Actor, Visitor } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'

/** A visitor: the requesting browser, and the secret of the visit it shows, if any. */
export type Browser = { actor: Visitor; visitToken: string | null }

/**
 * The browser that sends the request. A number is confirmed for a browser, even when the visit is known by its secret
 * link alone; the browser then gets a cookie, like a first contact. Throws `not_allowed` for actors other than
 * visitors.
 */
export function browserOf(actor: Actor): Browser {
  if (actor.kind !== 'visitor') throw new AppError('not_allowed')
  return { actor: { ...actor, visitToken: null }, visitToken: actor.visitToken }
}
