import { setTimeout as delay } from 'node:timers/promises'
import { codesOf, isDatabaseDown } from './database-down'

// 40001 serialization failure, 40P01 deadlock, 55P03 lock not available, P2034 Prisma's code for the first two.
const passing = new Set(['40001', '40P01', '55P03', 'P2034'])
const waits = [0, 50, 200]

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
  for (const wait of waits) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error)) throw error
      if (error instanceof TransientError) await error.prepare?.()
      if (wait > 0) await delay(wait * (0.5 + Math.random()))
    }
  }
  return work()
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
