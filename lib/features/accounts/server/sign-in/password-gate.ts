import 'server-only'
import { singleton } from '@/lib/server/singleton'
import { AppError } from '@/lib/shared/errors'

/** Maximum concurrent hashes: each takes 19 MiB and a core. */
const atOnce = 2
/** Maximum waiting strangers, about a second of work; further ones are refused. */
const mostStrangers = 20
const comeAgainSeconds = 2

/**
 * The waiting line of a sign-in. Strangers sign in from a browser where the given name has not signed in before;
 * everyone else is known by a cookie, a tablet, a session or the command line, and goes first.
 */
export type Line = 'known' | 'strangers'

/** The number of running hashes, and the waiting lines. */
export type Gate = { running: number } & Record<Line, (() => void)[]>

/** An idle gate. */
export const emptyGate = (): Gate => ({ running: 0, known: [], strangers: [] })

/** The gate of this process. */
export const passwordGate = (): Gate => singleton('password-gate', emptyGate)

function takePlace(gate: Gate, line: Line): Promise<void> | undefined {
  if (gate.running < atOnce) {
    gate.running++
    return
  }
  if (line === 'strangers' && gate.strangers.length >= mostStrangers)
    throw new AppError('too_many_requests', { retryAfterSeconds: comeAgainSeconds })
  return new Promise((go) => gate[line].push(go))
}

/** Hands the slot to the next in line, so that a newcomer cannot overtake. */
function leave(gate: Gate): void {
  const next = gate.known.shift() ?? gate.strangers.shift()
  if (next) next()
  else gate.running--
}

/**
 * Runs expensive work when a slot is free: each line in order of arrival, strangers only when the other line is empty.
 * Throws `too_many_requests` with `retryAfterSeconds`, before the work, for a stranger when the line is full.
 */
export async function withHashSlot<T>(line: Line, work: () => Promise<T>, gate = passwordGate()): Promise<T> {
  await takePlace(gate, line)
  try {
    return await work()
  } finally {
    leave(gate)
  }
}
