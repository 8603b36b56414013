import 'server-only'
import { networkInterfaces } from 'node:os'
import { config } from '../config/config'
import { singleton } from '../singleton'
import type { HeaderReader } from './http-request'

function localAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((it) => it.address.replace(/%.*$/, '')))
}

function hostNames(): Set<string> {
  const { publicUrl, allowedHosts, environment, host } = config()
  const names = new Set(allowedHosts.map((name) => name.toLowerCase()))
  if (publicUrl) names.add(new URL(publicUrl).hostname)
  // Health checks come from the machine itself. Phones on the local network are accepted outside production only.
  for (const name of ['localhost', '127.0.0.1', '::1']) names.add(name)
  if (environment !== 'production') {
    for (const address of localAddresses()) names.add(address)
    if (host !== '0.0.0.0' && host !== '::') names.add(host)
  }
  return names
}

/** The host name in a `Host` header, without port and brackets; empty when malformed. */
function nameOf(host: string): string {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9.-]+))(?::\d{1,5})?$/.exec(host)
  return (match?.[1] ?? match?.[2] ?? '').toLowerCase()
}

/** Whether requests with this `Host` are accepted: only the exact names of this installation. */
export function isOwnHost(host: string | null): boolean {
  const name = nameOf(host ?? '')
  return name !== '' && singleton('host-names', hostNames).has(name)
}

/** Whether a write with this `Origin` is accepted: from our own page, or from a program that sends none. */
export function isOwnOrigin(headers: HeaderReader): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  const origin = headers.get('origin')
  if (origin === null) return true
  const url = URL.canParse(origin) ? new URL(origin) : null
  const { publicUrl, secureCookies } = config()
  if (url === null) return false
  // A page loaded without https may have been changed on the network, so it must not write.
  if (secureCookies && url.protocol !== 'https:') return false
  if (publicUrl !== undefined && url.host === new URL(publicUrl).host) return url.origin === publicUrl
  return url.host === headers.get('host')
}
