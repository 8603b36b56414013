import { ApiError } from '@/lib/client/api-error'
import { newId } from '@/lib/shared/ids'

/** The idempotency key of one walk-in whose answer has not come yet. */
export type WalkInKey = { key: string; wish: string; at: number }

/** After this long the same words are another person: the first one's turn has been seen in the line. */
const sameFor = 2 * 60_000

/** The key for this walk-in: pressing again without an answer is the same walk-in, another wish is another. */
export function keyOfWalkIn(kept: WalkInKey | null, wish: string, now: number): WalkInKey {
  const same = kept !== null && kept.wish === wish && now - kept.at < sameFor
  return same ? kept : { key: newId(now), wish, at: now }
}

/** Whether it is unknown if the server acted: no answer came, or only that something on the way was broken. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'network' || error.status >= 500)
}
