import { setTimeout as delay } from 'node:timers/promises'

// 40001 serialization, 40P01 deadlock, 55P03 lock not available, P2034 Prisma's word for the first two.
const passing = new Set(['40001', '40P01', '55P03', 'P2034'])
const waits = [0, 50, 200]
// Prisma's and PostgreSQL's words for a database that is away, restarting, full or too slow.
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

/** Whether a raw statement would have made a second row where a unique index allows one. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).includes('23505')
}

/** Whether the same request may succeed a moment later: the database is away, or too many transactions want the same rows. */
export function isUnavailable(error: unknown): boolean {
  return isPassing(error) || isAway(error)
}

/**
 * Runs `work` again at once, then after 50 and 200 ms (with jitter) while the database asks for it; then throws its last
 * error. At once, because the transaction that it lost to has mostly committed by then.
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

/** Thrown inside a transaction to have it retried: data read before locking has changed. */
export class PassingError extends Error {
  readonly code = '40001'
}
