import { ApiError } from '@/lib/client/api-error'
import { newId } from '@/lib/shared/ids'

/** The idempotency key of a walk-in whose answer is pending. */
export type WalkInKey = { key: string; wish: string; at: number }

/** After this long, in milliseconds, the same input means another person: the first ticket is visible in the line. */
const sameFor = 2 * 60_000

/** The key for this walk-in: the same input without an answer keeps the key, other input gets a new one. */
export function keyOfWalkIn(kept: WalkInKey | null, wish: string, now: number): WalkInKey {
  const same = kept !== null && kept.wish === wish && now - kept.at < sameFor
  return same ? kept : { key: newId(now), wish, at: now }
}

/** Whether it is unknown if the server acted: no answer, or a gateway error. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'network' || error.status >= 500)
}
