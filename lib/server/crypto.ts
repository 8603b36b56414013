import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { config } from './config/config'
import { currentKey, type DataKey, keyNamed, keyRing } from './key-ring'
import { singleton } from './singleton'

type Purpose =
  | 'visitor-cookie'
  | 'setup-link'
  | 'redis-names'
  | 'access-token'
  | 'device-token'
  | 'credential'
  | 'known-browser'
  | 'one-time-code'
  | 'pin'
  | 'visit-link'
  | 'request'

/** A key for one purpose, derived from SECRET_KEY (HKDF-SHA-256, RFC 5869). */
export function keyFor(purpose: Purpose): Buffer {
  return singleton(`key.${purpose}`, () => Buffer.from(hkdfSync('sha256', config().secretKey, 'dawr', purpose, 32)))
}

/** SHA-256 of a text. */
export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}

/** A keyed hash (HMAC-SHA-256). A plain hash of a value with few possibilities can be reversed by trying them all. */
export function keyedHash(purpose: Purpose, text: string): Buffer {
  return createHmac('sha256', keyFor(purpose)).update(text).digest()
}

/** A keyed hash cut to 128 bits, URL-safe. */
export function mark(purpose: Purpose, text: string): string {
  return keyedHash(purpose, text).subarray(0, 16).toString('base64url')
}

/** Compares in constant time. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * Encrypts a personal value for one place (`table.column:row`): AES-256-GCM under the current data key, whose id it
 * contains. It cannot be decrypted for another place.
 */
export function seal(text: string, place: string): string {
  const key = currentKey()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.seal, nonce)
  cipher.setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `v1.${key.id}.${nonce.toString('base64url')}.${body.toString('base64url')}`
}

/**
 * The parts of a sealed value. Values of three parts were sealed before keys had ids, with the installation's own key.
 */
function partsOf(sealed: string): { keyId: string; nonce: Buffer; body: Buffer } {
  const parts = sealed.split('.')
  const [version, keyId, nonce, body] = parts.length === 3 ? [parts[0], '0', parts[1], parts[2]] : parts
  if (version !== 'v1' || !keyId || !nonce || !body || parts.length > 4)
    throw new Error('sealed value of an unknown format')
  return { keyId, nonce: Buffer.from(nonce, 'base64url'), body: Buffer.from(body, 'base64url') }
}

/** Decrypts what `seal` returned for the same place. Throws when it was changed or moved, or its key is missing. */
export function unseal(sealed: string, place: string): string {
  const { keyId, nonce, body } = partsOf(sealed)
  // Without the fixed length a truncated tag would be accepted, and a short tag is easier to guess.
  const decipher = createDecipheriv('aes-256-gcm', keyNamed(keyId).seal, nonce, { authTagLength: 16 })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(body.subarray(-16))
  return Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8')
}

/** Whether a value was sealed with a key that is not the current one. */
export function isSealedWithOldKey(sealed: string): boolean {
  return partsOf(sealed).keyId !== currentKey().id
}

function indexWith(key: DataKey, text: string, place: string): string {
  const digest = createHmac('sha256', key.index).update(`${place}\n${text}`).digest()
  return `${key.id}.${digest.subarray(0, 16).toString('base64url')}`
}

/** A blind index: finds an exact value of one column (`table.column`) without revealing it. */
export function blindIndex(text: string, place: string): string {
  return indexWith(currentKey(), text, place)
}

/** The blind index of a value under every key of the ring, as searches need it while keys are rotated. */
export function blindIndexes(text: string, place: string): string[] {
  return keyRing().map((key) => indexWith(key, text, place))
}
