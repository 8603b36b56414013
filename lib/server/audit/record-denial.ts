import 'server-only'
import { isAppError } from '@/lib/shared/errors'
import { closeTransaction } from '../close-transaction'
import { db } from '../db/client'
import { type Actor, idOf } from '../identity/actor'
import { consume } from '../limits'
import { log, requestIdHere } from '../log'

const perMinute = 20

/**
 * Notes that somebody known was refused for want of a right. A few a minute of each: who keeps trying must not be able to
 * fill the chain. Never fails: the refusal stands without it.
 */
export async function recordDenial(
  actor: Actor | undefined,
  error: unknown,
  route: string,
  network: string,
): Promise<void> {
  if (!actor || actor.kind === 'visitor' || !isAppError(error) || error.code !== 'not_allowed') return
  try {
    await consume('denial', perMinute, idOf(actor))
    const change = { action: 'access.denied', subject: { type: 'route', id: route } }
    const audit = [{ ...change, actor, origin: { network, requestId: requestIdHere() }, at: new Date() }]
    await db().$transaction((tx) => closeTransaction(tx, { branchId: null, events: [], audit }))
  } catch (failed) {
    if (!isAppError(failed)) log().warn({ reason: (failed as Error).message }, 'a refusal was not recorded')
  }
}
