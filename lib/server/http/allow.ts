import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { AppError } from '@/lib/shared/errors'
import { type Actor, may } from '../identity/actor'
import { pairedDeviceOf } from '../identity/device'
import type { HeaderReader } from './http-request'

/**
 * Checks that the actor may use an endpoint with this access in at least one branch; the use case checks the actual branch. Throws
 * `not_signed_in`, `not_allowed`, `password_change_required`.
 */
export async function assertAllowed(
  access: Exclude<Contract['access'], 'public'>,
  actor: Actor,
  headers: HeaderReader,
): Promise<void> {
  if (access === 'paired_device') {
    if (actor.kind !== 'device' && !(await pairedDeviceOf(headers))) throw new AppError('not_signed_in')
    return
  }
  // Somebody else knows the first password: until it is changed, only the own account is accessible.
  if (access !== 'signed_in' && actor.kind === 'staff' && actor.mustChangePassword)
    throw new AppError('password_change_required')
  if (access === 'visitor') return
  if (actor.kind === 'visitor') throw new AppError('not_signed_in')
  if (access === 'signed_in') {
    if (actor.kind !== 'staff') throw new AppError('not_allowed')
    return
  }
  if (!may(actor, access)) throw new AppError('not_allowed')
}
