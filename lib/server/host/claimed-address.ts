import 'server-only'
import type { IncomingMessage } from 'node:http'
import { isFromProxy } from '../http/client-address'
import { NodeRequest } from './node-request'

/** Headers that claim which address was requested. Next and next-intl trust all of them. */
const claims = ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-server', 'forwarded']

/**
 * Removes the forwarded host headers of a request: pages would repeat them in links, and a cache would serve those to
 * others. The scheme is trusted only from a listed proxy; the host name is always the checked `Host`.
 */
export function dropClaimedAddress(req: IncomingMessage): void {
  for (const name of claims) delete req.headers[name]
  const { 'x-forwarded-proto': scheme } = req.headers
  if (scheme !== 'http' && scheme !== 'https') delete req.headers['x-forwarded-proto']
  else if (!isFromProxy(new NodeRequest(req))) delete req.headers['x-forwarded-proto']
}
