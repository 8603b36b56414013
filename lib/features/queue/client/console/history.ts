import { undoMinutes } from '../../rules'
import type { Command } from './commands'

/** A change made on this console, kept so that it can be undone. */
export type ConsoleChange = {
  command: Exclude<Command, 'undo' | 'walkIn'>
  ticket: string
  code: string
  /** The lines that the change touched. */
  services: readonly string[]
  /** The ticket's version after the change; another version means that it was changed since. */
  version: number
  at: number
}

/** The changes that this browser keeps, so that a reload does not lose them; none when nothing valid is kept. */
export function readHistory(stored: string | null | undefined): readonly ConsoleChange[] {
  if (!stored) return []
  try {
    const kept: unknown = JSON.parse(stored)
    return Array.isArray(kept) ? (kept as readonly ConsoleChange[]) : []
  } catch {
    return []
  }
}

/** The server undoes a ticket's last change for ten minutes. */
export const undoWithin = undoMinutes * 60_000
const longest = 50

/** Adds changes, oldest first; only the newest fifty are kept. */
export function remember(
  history: readonly ConsoleChange[],
  ...changes: readonly ConsoleChange[]
): readonly ConsoleChange[] {
  return [...history, ...changes].slice(-longest)
}

/** The change that undo would revert now. */
export function lastChange(history: readonly ConsoleChange[], now: number): ConsoleChange | null {
  const last = history[history.length - 1]
  return last && now - last.at < undoWithin ? last : null
}

/** The history without `change`. */
export function without(history: readonly ConsoleChange[], change: ConsoleChange): readonly ConsoleChange[] {
  return history.filter((one) => one.ticket !== change.ticket || one.version !== change.version)
}

/**
 * The history after `change` was undone, which gave its ticket `version`: an earlier change of the same ticket
 * can be undone next, so it must expect that version.
 */
export function afterUndo(
  history: readonly ConsoleChange[],
  change: ConsoleChange,
  version: number,
): readonly ConsoleChange[] {
  const rest = without(history, change)
  const earlier = rest.map((one) => one.ticket).lastIndexOf(change.ticket)
  return rest.map((one, index) => (index === earlier ? { ...one, version } : one))
}
