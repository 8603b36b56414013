import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { AppError } from '@/lib/shared/errors'
import { singleton } from '../singleton'
import type { HttpRequest } from './http-request'
import { isOwnHost } from './own-host'

const ownHost = (): { runs: boolean } => singleton('own-host', () => ({ runs: false }))

/**
 * Declares that our own host runs in this process: from now on requests that reach endpoints another way are refused.
 */
export function admitOwnHostOnly(): void {
  ownHost().runs = true
}

/**
 * Throws `foreign_host` for a request to an unknown host name, unless the endpoint accepts any. When our own host runs,
 * throws `not_found` for a request that did not come through it: Next routed another spelling of the path, and trusts every `X-Forwarded-For`.
 */
export function assertAdmitted({ anyHost }: Contract, request: HttpRequest): void {
  if (!anyHost && !isOwnHost(request.headers.get('host'))) throw new AppError('foreign_host')
  if (ownHost().runs && !request.peer) throw new AppError('not_found')
}
