import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { keyFor } from '@/lib/server/crypto'
import { AppError } from '@/lib/shared/errors'
import { isGuessable, isTrivialPin } from '../rules'
import { isMadeOfCommonWords } from './common-words'
import { type Line, withHashSlot } from './sign-in/password-gate'

/** Argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** A hash of equal cost, verified when the account is unknown, so that timing does not reveal user names. */
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$1KMt/FmbZBERU9CK8ozwcA$ohI8nALlhQpkf5CYngzd80uVXUm944TpWL0YiTbHU2g'

// Keyboards compose the same letters differently (NIST SP 800-63B §5.1.1.2).
const sameOnAllKeyboards = (password: string): string => password.normalize('NFKC')

/** Hashes a password for storage. Takes tens of milliseconds of one core. */
export function hashPassword(password: string): Promise<string> {
  return withHashSlot('known', () => hash(sameOnAllKeyboards(password), cost))
}

/**
 * Whether a password is correct. Takes equally long for an unknown account. Throws `too_many_requests` for an unknown
 * browser when too many are waiting.
 */
export async function verifyPassword(stored: string | null, password: string, line: Line = 'known'): Promise<boolean> {
  const isRight = await withHashSlot(line, () => verify(stored ?? decoy, sameOnAllKeyboards(password)))
  return stored !== null && isRight
}

/** Hashes a PIN with a key of this installation: a million PINs are quickly tried against a stolen database. */
export function hashPin(pin: string): Promise<string> {
  return withHashSlot('known', () => hash(pin, { ...cost, secret: keyFor('pin') }))
}

/** Whether a PIN is correct. */
export function verifyPin(stored: string, pin: string): Promise<boolean> {
  return withHashSlot('known', () => verify(stored, pin, { secret: keyFor('pin') }))
}

/** Throws `weak_password` for a password that is easy to guess. */
export function assertStrong(password: string, username: string): void {
  if (isGuessable(password, username) || isMadeOfCommonWords(password)) throw new AppError('weak_password')
}

/** Throws `weak_password` for a PIN that is easy to guess. */
export function assertStrongPin(pin: string): void {
  if (isTrivialPin(pin)) throw new AppError('weak_password')
}
