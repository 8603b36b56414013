import 'server-only'
import { config } from './config/config'

/** A cookie's real name: `__Host-` wherever the site is https (RFC 6265bis §4.1.3.2). */
export function cookieName(name: 'dawr_session' | 'dawr_visitor'): string {
  return config().secureCookies ? `__Host-${name}` : name
}

/** The value of one cookie of a `Cookie` header, or null. */
export function readCookie(header: string | null, name: string): string | null {
  if (!header) return null
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

/** A `Set-Cookie` line: whole site, not readable by scripts, not sent from other sites. `maxAge` in seconds; 0 removes it. */
export function cookieLine(name: 'dawr_session' | 'dawr_visitor', value: string, maxAge: number): string {
  const secure = config().secureCookies ? '; Secure' : ''
  return `${cookieName(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}
