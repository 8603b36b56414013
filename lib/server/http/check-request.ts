import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { AppError } from '@/lib/shared/errors'
import type { Origin } from '../audit/entry'
import { noteActivity } from '../identity/activity'
import { type Actor, isFirstContact } from '../identity/actor'
import { requestIdHere } from '../log'
import { assertAllowed } from './allow'
import { clientNetwork } from './client-address'
import { countAddress, countRequest } from './count'
import { rememberActor } from './denial'
import type { HttpRequest } from './http-request'
import { identify } from './identify'
import { assertHardToGuess } from './key-strength'
import { isOwnOrigin } from './own-host'
import { type Parsed, parse } from './parse'
import { readBody } from './read-body'

/** A checked request, as passed to a use case. */
export type CheckedRequest<C extends Contract> = Parsed<C> & {
  actor: Actor
  now: Date
  origin: Origin
  request: HttpRequest
}

const nothing = new Uint8Array()

/**
 * Checks an admitted request against its contract, in this order: origin, limits by address, read, identify, limits by
 * actor, permission, parse, strength of the idempotency key. Records the actor for the log of refusals, and the activity of
 * a staff session. Throws the `AppError` of the first check that fails.
 */
export async function checkRequest<C extends Contract>(
  contract: C,
  request: HttpRequest,
  rawParams: unknown,
): Promise<CheckedRequest<C>> {
  const isRead = contract.endpoint.method === 'GET'
  if (!isRead && !isOwnOrigin(request.headers)) throw new AppError('foreign_origin')
  countAddress(contract, request)
  // The whole body is read before identification, so that permissions are checked when an upload ends, not when it starts.
  const sent = isRead ? nothing : await readBody(request)
  const now = new Date()
  const actor = await identify(contract, request.headers, now)
  rememberActor(request, actor)
  await countRequest(contract, actor, request)
  if (contract.access !== 'public') await assertAllowed(contract.access, actor, request.headers)
  if (actor.kind === 'staff' && (!isRead || contract.showsPresence)) noteActivity(actor.sessionId, now)
  const parsed = parse(contract, request, rawParams, sent)
  if (parsed.key !== null && isFirstContact(actor)) assertHardToGuess(parsed.key)
  return {
    ...parsed,
    actor,
    now,
    origin: { network: clientNetwork(request), requestId: requestIdHere() },
    request,
  }
}
