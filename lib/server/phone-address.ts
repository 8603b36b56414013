import 'server-only'
import { networkInterfaces } from 'node:os'
import { config } from './config/config'
import { isOwnHost } from './http/own-host'

const ownMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?=:|$)/

function localNetworkAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}

/**
 * The origin under which a phone reaches this server: the configured one, or the one of this request. A screen on the
 * server's own machine uses localhost, which is useless for a phone: then the local network's address.
 */
export function phoneOrigin(headers: Pick<Headers, 'get'>): string {
  const { publicUrl } = config()
  if (publicUrl !== undefined) return publicUrl
  const asked = headers.get('host')
  const host = asked !== null && isOwnHost(asked) ? asked : 'localhost'
  const scheme = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http'
  return `${scheme}://${host.replace(ownMachine, (own) => localNetworkAddress() ?? own)}`
}
