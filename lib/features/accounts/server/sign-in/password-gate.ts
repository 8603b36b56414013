import 'server-only'
import { singleton } from '@/lib/server/singleton'
import { AppError } from '@/lib/shared/errors'

/** At most so many hashes at once: each takes 19 MiB and a core. */
const atOnce = 2
/** So many strangers may wait, for about a second; who comes then is asked to come again. */
const mostStrangers = 20
const comeAgainSeconds = 2

/**
 * In which line somebody waits: strangers sign in from a browser in which the name they give has not signed in before;
 * everybody else is known by a cookie, a tablet, a session or the command line, and goes before them.
 */
export type Line = 'known' | 'strangers'

/** How many are being served, and who waits. */
export type Gate = { running: number } & Record<Line, (() => void)[]>

/** A gate that nobody is at. */
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

/** Hands the place to whoever is next, so that nobody who has not waited takes it meanwhile. */
function leave(gate: Gate): void {
  const next = gate.known.shift() ?? gate.strangers.shift()
  if (next) next()
  else gate.running--
}

/**
 * Does work that is costly when it is somebody's turn: each line in the order of coming, strangers when nobody else waits.
 * Throws `too_many_requests` with `retryAfterSeconds`, before the work, to a stranger who finds the line full.
 */
export async function inTurn<T>(line: Line, work: () => Promise<T>, gate = passwordGate()): Promise<T> {
  await takePlace(gate, line)
  try {
    return await work()
  } finally {
    leave(gate)
  }
}
