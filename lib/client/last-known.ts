import { keep, readKept } from './browser-store'

const key = 'last-known'

/** The state that the phone showed last, for opening it offline. `at` is when the server last confirmed it. */
export type LastKnown<State> = State & { at: string }

/** Stores the newest state, replacing the previous one. A browser without storage skips it. */
export async function saveLastKnown<State extends object>(state: LastKnown<State>): Promise<void> {
  try {
    await keep(key, state)
  } catch {
    // The page works without storage; only opening it offline is lost, so the error is ignored.
  }
}

/** The last stored state, or null. */
export async function readLastKnown<State extends object>(): Promise<LastKnown<State> | null> {
  try {
    const kept: unknown = await readKept(key)
    return isKept<State>(kept) ? kept : null
  } catch {
    return null
  }
}

function isKept<State extends object>(kept: unknown): kept is LastKnown<State> {
  return typeof kept === 'object' && kept !== null && 'at' in kept && typeof kept.at === 'string'
}
