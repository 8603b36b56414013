import type { Option } from './options'
import { costOf, type Proposal, propose } from './router'

/** To which step the visitor is sent, by whom, and how often Dawr has changed that since the last step ended. */
export type Binding = { service: string; by: 'router' | 'visitor' | 'staff'; changes: number }

/** How often a visitor is sent elsewhere while waiting for one step. */
const changesAtMost = 2
/** From this place in line on, the clinic stays. */
const settledFrom = 3
const leastGainMinutes = 8
const leastGain = 0.25

/** Whether Dawr may send this visitor elsewhere: not near the front, not too often, and never against somebody's choice. */
export function mayChange({ by, changes }: Binding, place: number): boolean {
  return by === 'router' && changes < changesAtMost && place > settledFrom
}

/**
 * The clinic to which a visitor at `place` in line is better sent instead, or null: only one that is clearly better, so that
 * nobody walks about for a minute's gain. The options hold the present clinic as it is for somebody already there.
 */
export function reconsider(binding: Binding, place: number, options: readonly Option[], now: Date): Proposal | null {
  const best = mayChange(binding, place) ? propose(options, now) : null
  const cost = (service: string): number => costOf(service, options, now)
  const present = options.find(({ service }) => service === binding.service)
  if (!best || !present || best.service === binding.service) return null
  const least = Math.max(leastGainMinutes, leastGain * (present.lineMinutes ?? 0))
  // Where nobody serves at either clinic, the difference is not a number, and the visitor stays.
  return cost(present.service) - cost(best.service) >= least ? best : null
}

/**
 * Where somebody goes whose clinic has closed in the middle of the day, whoever sent them there: the next step of the others;
 * null when there is none, and the visitor waits until one opens or becomes ready.
 */
export function afterClosing(closed: string, options: readonly Option[], now: Date): Proposal | null {
  const next = propose(
    options.filter(({ service }) => service !== closed),
    now,
  )
  return next && { ...next, reasons: [{ code: 'clinic_closed', service: closed }, ...next.reasons] }
}
