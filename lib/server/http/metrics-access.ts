import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { config } from '../config/config'
import { sameText } from '../crypto'
import { clientAddress } from './client-address'
import type { HttpRequest } from './http-request'

const isOwn = (address: string): boolean => address === '127.0.0.1' || address === '::1'

/** Throws `not_allowed` unless the request carries the metrics token or comes, unforwarded, from this machine. */
export function assertMayReadMetrics(request: HttpRequest): void {
  const { metricsToken } = config()
  const given = request.headers.get('authorization')?.replace(/^Bearer /, '')
  if (metricsToken && given && sameText(given, metricsToken)) return
  // A proxy on this machine forwards requests from outside: its local address must not count for those.
  const hops =
    request.headers
      .get('x-forwarded-for')
      ?.split(',')
      .map((hop) => hop.trim()) ?? []
  if (!isOwn(clientAddress(request)) || !hops.every((hop) => isOwn(hop.replace(/^::ffff:/, ''))))
    throw new AppError('not_allowed')
}
