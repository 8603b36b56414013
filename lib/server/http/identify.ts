import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import type { Actor } from '../identity/actor'
import { deviceOf } from '../identity/device'
import { staffOf } from '../identity/session'
import { softwareOf } from '../identity/software'
import { visitorOf } from '../identity/visitor'
import { isMetered } from './count'
import type { HeaderReader } from './http-request'

/**
 * The actor of a request: a program by its Bearer token, staff by the session, a screen by its pairing, otherwise a
 * visitor. Throws `not_signed_in` for a Bearer token that is not valid.
 */
export async function identify(contract: Contract, headers: HeaderReader, now: Date): Promise<Actor> {
  if (contract.access === 'public')
    return (isMetered(contract) && (await softwareOf(headers, now))) || visitorOf(headers)
  // Visitor pages send this header: a turn taken there belongs to a visitor, even in a browser where staff are signed
  // in.
  if (contract.access === 'visitor' && headers.get('x-dawr-as') === 'visitor') return visitorOf(headers)
  const known = (await softwareOf(headers, now)) ?? (await staffOf(headers, now)) ?? (await deviceOf(headers))
  return known ?? visitorOf(headers)
}
