import { setTimeout as delay } from 'node:timers/promises'
import { codesOf, isDatabaseDown } from './database-down'

// 40001 serialization failure, 40P01 deadlock, 55P03 lock not available, P2034 Prisma's code for the first two.
const passing = new Set(['40001', '40P01', '55P03', 'P2034'])
const waits = [0, 50, 200]
/** How often a transaction starts again because the set-up has changed, besides: administrators change many things in a row. */
const restartsForSetup = 20

/** Whether the transaction can be retried: a deadlock, a lock timeout, a serialization failure. */
function isTransient(error: unknown): boolean {
  return codesOf(error).some((code) => passing.has(code))
}

/** Whether a raw statement violated a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).includes('23505')
}

/**
 * Whether the same request may soon succeed: the database is unavailable, or too many transactions want the same rows.
 */
export function isUnavailable(error: unknown): boolean {
  return isTransient(error) || isDatabaseDown(error)
}

/**
 * Retries `work` at once, then after 50 and 200 ms (with jitter), as long as the error is transient; then throws the
 * last error. At once, because the transaction that won has usually committed by then.
 */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  let tries = 0
  let restarts = 0
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isForSetup = error instanceof StaleSetupError && restarts < restartsForSetup
      if (!isTransient(error) || (!isForSetup && tries >= waits.length)) throw error
      if (error instanceof TransientError) await error.prepare?.()
      const wait = isForSetup ? 0 : (waits[tries] ?? 0)
      if (isForSetup) restarts++
      else tries++
      if (wait > 0) await delay(wait * (0.5 + Math.random()))
    }
  }
}

/**
 * Thrown inside a transaction to retry it: data read before locking has changed, or `prepare` must be done first, outside
 * the transaction.
 */
export class TransientError extends Error {
  readonly code = '40001'
  constructor(readonly prepare?: () => Promise<void>) {
    super()
  }
}

/** Thrown inside a transaction that used a set-up older than the stored one. Its restart does not count as a try. */
export class StaleSetupError extends TransientError {}
