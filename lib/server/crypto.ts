import 'server-only'
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { config } from './config/config'
import { singleton } from './singleton'

type Purpose = 'visitor-cookie' | 'sealed-field' | 'setup-link' | 'redis-names'

/** A key for one purpose, derived from SECRET_KEY (HKDF-SHA-256, RFC 5869). */
function keyFor(purpose: Purpose): Buffer {
  return singleton(`key.${purpose}`, () => Buffer.from(hkdfSync('sha256', config().secretKey, 'dawr', purpose, 32)))
}

/** SHA-256 of a text. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** A keyed mark that only this installation can make: HMAC-SHA-256 cut to 128 bits, URL-safe. */
export function mark(purpose: Purpose, text: string): string {
  return createHmac('sha256', keyFor(purpose)).update(text).digest().subarray(0, 16).toString('base64url')
}

/** Compares in constant time. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Encrypts a personal value for one place (`table.column:row`): AES-256-GCM; moved elsewhere it does not open. */
export function seal(text: string, place: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor('sealed-field'), nonce)
  cipher.setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${nonce.toString('base64url')}.${body.toString('base64url')}`
}

/** Opens what `seal` made for the same place. Throws when it was changed or moved. */
export function unseal(sealed: string, place: string): string {
  const [version, nonce, body] = sealed.split('.')
  if (version !== 'v1' || !nonce || !body) throw new Error('sealed value of an unknown form')
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor('sealed-field'), Buffer.from(nonce, 'base64url'))
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
}
