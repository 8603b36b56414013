import type { TicketState } from './contract'

/** Whether a ticket in this state may still be called. In a file of its own, because phones need nothing else of the rules. */
export function isStanding(state: TicketState): boolean {
  return state === 'waiting' || state === 'on_hold' || state === 'missed'
}
