import { setTimeout as delay } from 'node:timers/promises'

// 40001 serialization failure, 40P01 deadlock, 55P03 lock not available, P2034 Prisma's code for the first two.
const passing = new Set(['40001', '40P01', '55P03', 'P2034'])
const waits = [0, 50, 200]
// Codes of Prisma and PostgreSQL for a database that is unavailable, restarting, full or too slow.
const away = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  '53300',
  '57014',
  '57P01',
  '57P02',
  '57P03',
])
const awayKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let it = error as Record<string, unknown> | undefined, depth = 0; it && depth < 5; depth++) {
    for (const name of ['code', 'originalCode', 'kind']) if (typeof it[name] === 'string') codes.push(it[name])
    const meta = it['meta'] as Record<string, unknown> | undefined
    const adapterError = meta?.['driverAdapterError'] as Record<string, unknown> | undefined
    it = (adapterError ?? it['cause']) as Record<string, unknown> | undefined
  }
  return codes
}

/** Whether the transaction can be retried: a deadlock, a lock timeout, a serialization failure. */
function isPassing(error: unknown): boolean {
  return codesOf(error).some((code) => passing.has(code))
}

/** Whether the database is unreachable, restarting or overloaded. The outcome of a commit may then be unknown. */
export function isAway(error: unknown): boolean {
  return codesOf(error).some((code) => away.has(code) || awayKinds.has(code))
}

/** Whether a raw statement violated a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).includes('23505')
}

/**
 * Whether the same request may soon succeed: the database is unavailable, or too many transactions want the same rows.
 */
export function isUnavailable(error: unknown): boolean {
  return isPassing(error) || isAway(error)
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
      if (!isPassing(error)) throw error
      if (wait > 0) await delay(wait * (0.5 + Math.random()))
    }
  }
  return work()
}

/** Thrown inside a transaction to retry it: data read before locking has changed. */
export class PassingError extends Error {
  readonly code = '40001'
}
