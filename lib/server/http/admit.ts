import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { singleton } from '../singleton'
import type { HttpRequest } from './http-request'
import { isOwnHost } from './own-host'

const ownHost = (): { runs: boolean } => singleton('own-host', () => ({ runs: false }))

/** Says that our own host runs in this process: from now on every request to an endpoint comes from it, or is refused. */
export function admitOwnHostOnly(): void {
  ownHost().runs = true
}

/**
 * Throws `foreign_host` for a request to a name that is not ours. Beside our own host throws `not_found` for one that it
 * did not hand over: Next found the endpoint under another spelling of its address, and believes anybody's
 * `X-Forwarded-For`.
 */
export function assertAdmitted(request: HttpRequest): void {
  if (!isOwnHost(request.headers.get('host'))) throw new AppError('foreign_host')
  if (ownHost().runs && !request.peer) throw new AppError('not_found')
}
