import 'server-only'
import { BlockList, isIP, isIPv6 } from 'node:net'
import { config } from '../config/config'
import { singleton } from '../singleton'
import type { HttpRequest, Peer } from './http-request'

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

/** Normalises an address for comparison: an IPv4 address mapped into IPv6 becomes the IPv4 address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

/**
 * The client's address: the socket's own, or, when that is a listed proxy, the last address in `X-Forwarded-For` that is
 * not a listed proxy. An unlisted peer cannot choose its address.
 */
export function addressBehind(socketAddress: string | undefined, forwardedFor: string | null): string {
  let address = plain(socketAddress ?? '')
  if (forwardedFor === null) return address
  const hops = forwardedFor.split(',').map((hop) => plain(hop.trim()))
  for (let hop = hops.pop(); hop && isIP(hop) && isIP(address) && isTrusted(address); hop = hops.pop()) address = hop
  return address
}

/** The peer of a connection that our own host accepted. */
export function peerOf(socketAddress: string | undefined, forwardedFor: string | null): Peer {
  return {
    socket: plain(socketAddress ?? ''),
    client: addressToCountBy(addressBehind(socketAddress, forwardedFor)),
  }
}

/** Whether the other end of the request's connection is a listed proxy. */
export function isFromProxy({ peer }: Pick<HttpRequest, 'peer'>): boolean {
  return peer !== undefined && isIP(peer.socket) !== 0 && isTrusted(peer.socket)
}

/** The /64 of an IPv6 address in a canonical spelling. */
function subnetOf(address: string): string {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]]
  const left =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const groups = [...before, ...left, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** The key that limits count an address by: IPv6 by its /64, because a subscriber has a whole one. */
function addressToCountBy(address: string): string {
  return isIPv6(address) && address !== '::1' ? subnetOf(address) : address
}

/** The client address of a request, for counting limits. */
export function clientAddress({ peer, headers }: Pick<HttpRequest, 'peer' | 'headers'>): string {
  if (peer) return peer.client
  // Without our own host: Next's server puts the socket's address there, unless the client sent the header itself.
  return addressToCountBy(headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown')
}

/** The network of an address, as the audit stores it: IPv4 by its /24, IPv6 by its /48, too wide to identify a person. */
export function clientNetwork(request: Pick<HttpRequest, 'peer' | 'headers'>): string {
  const address = clientAddress(request)
  if (address.includes(':')) return `${address.split(':').slice(0, 3).join(':')}::/48`
  return isIP(address) ? `${address.split('.').slice(0, 3).join('.')}.0/24` : address
}
