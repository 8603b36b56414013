import 'server-only'
import { BlockList, isIPv6 } from 'node:net'
import { config } from './config/config'
import { singleton } from './singleton'

const known = new WeakMap<Request, string>()

function trustedProxies(): BlockList {
  const list = new BlockList()
  for (const entry of config().trustedProxies) {
    const [address, bits] = entry.split('/')
    if (!address) continue
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits) list.addSubnet(address, Number(bits), family)
    else list.addAddress(address, family)
  }
  return list
}

function isTrusted(address: string): boolean {
  return singleton('trusted-proxies', trustedProxies).check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * The address of the person behind a connection: the socket's own, or, when that is a listed proxy, the last address in
 * `X-Forwarded-For` that is not one. An unlisted peer cannot choose its address.
 */
export function addressBehind(socketAddress: string | undefined, forwardedFor: string | null): string {
  let address = (socketAddress ?? '').replace(/^::ffff:/, '')
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim())
  for (let hop = hops.pop(); hop && isTrusted(address); hop = hops.pop()) address = hop
  return address
}

/** Remembers the address that our own host found for a request. */
export function rememberAddress(request: Request, address: string): void {
  known.set(request, address)
}

/** The address to count limits by; IPv6 by its /64, since a whole one belongs to one subscriber. */
export function clientAddress(request: Request): string {
  // Next's own server writes the socket's address into this header.
  const address = known.get(request) ?? request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown'
  return isIPv6(address) ? `${address.split(':').slice(0, 4).join(':')}::/64` : address
}
