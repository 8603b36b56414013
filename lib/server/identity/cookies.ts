import 'server-only'
import { config } from '../config/config'
import { mark, sameText } from '../crypto'
import type { HeaderReader } from '../http/http-request'

/** Every cookie that Dawr sets. */
type Name = 'dawr_session' | 'dawr_visitor' | 'dawr_device' | 'dawr_known'

/** The actual name of a cookie: with the prefix `__Host-` if the site uses https (RFC 6265bis §4.1.3.2). */
export function cookieName(name: Name): string {
  return config().secureCookies ? `__Host-${name}` : name
}

/** The value of one cookie of a `Cookie` header, or null. */
export function readCookie(header: string | null, name: Name): string | null {
  if (!header) return null
  const real = cookieName(name)
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === real) return part.slice(at + 1).trim()
  }
  return null
}

/** A `Set-Cookie` line: whole site, not readable by scripts, not sent from other sites. `maxAge` in seconds; 0 removes it. */
export function cookieLine(name: Name, value: string, maxAge: number): string {
  const secure = config().secureCookies ? '; Secure' : ''
  return `${cookieName(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}

type SecretName = 'dawr_session' | 'dawr_device'

/** A `Set-Cookie` line for a secret, signed so that forged secrets are recognised without a query. */
export function secretCookieLine(name: SecretName, secret: string, maxAge: number): string {
  return cookieLine(name, `${secret}.${mark('credential', secret)}`, maxAge)
}

type Sent = { secret: string; isOurs: boolean }

/**
 * The verified secrets of each request: limits and identification both need them, and verifying the signature is the
 * expensive part.
 */
const looked = new WeakMap<HeaderReader, Map<SecretName, Sent>>()

function look(value: string): Sent {
  const [secret = '', proof = ''] = value.split('.')
  return { secret, isOurs: sameText(proof, mark('credential', secret)) }
}

/** The secret in a cookie, valid or not; null without one. `isOurs`: whether this installation issued it. */
export function readSecret(headers: HeaderReader, name: SecretName): Sent | null {
  const value = readCookie(headers.get('cookie'), name)
  if (!value) return null
  const known = looked.get(headers) ?? new Map<SecretName, Sent>()
  const sent = known.get(name) ?? look(value)
  looked.set(headers, known.set(name, sent))
  return sent
}

/** The session or device secret of a request, if this installation issued it, even if it has ended since. */
export function issuedSecret(headers: HeaderReader): string | null {
  const sent = readSecret(headers, 'dawr_session') ?? readSecret(headers, 'dawr_device')
  return sent?.isOurs ? sent.secret : null
}

/** Whether a request carries a forged secret. */
export function hasForgedSecret(headers: HeaderReader): boolean {
  return (['dawr_session', 'dawr_device'] as const).some((name) => readSecret(headers, name)?.isOurs === false)
}
