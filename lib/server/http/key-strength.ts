import 'server-only'
import { AppError } from '@/lib/shared/errors'

/** The length of 128 bits in base64url. A UUID is longer. */
const fewestCharacters = 22
/** Practically every random key of that length has more; `1111…` and `my-key-my-key-…` do not. */
const fewestDifferent = 8

/**
 * Refuses an idempotency key that others may use too. For a caller without a cookie the key alone selects the stored answer:
 * a stranger with the same key would get the same ticket, link and cookie. Throws `invalid_input`.
 */
export function assertHardToGuess(key: string): void {
  if (key.length >= fewestCharacters && new Set(key).size >= fewestDifferent) return
  throw new AppError('invalid_input', {}, [{ path: 'Idempotency-Key', reason: 'easy_to_guess' }])
}
