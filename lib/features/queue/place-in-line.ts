import type { QueueSnapshot, TicketDto } from './contract'

/** The place of a ticket in its line, and what it means for its holder. */
export type Standing = Pick<TicketDto, 'place' | 'peopleAhead' | 'peopleBehind' | 'ahead' | 'wait'>

/** Of a ticket that is not in line. */
export const outOfLine: Standing = { place: null, peopleAhead: null, peopleBehind: null, ahead: null, wait: null }

/** What is known of the place `index`, from 0, in a line of `waiting` people. */
export function standingAt(index: number, waiting: number): Standing {
  return { ...outOfLine, place: index + 1, peopleAhead: index, peopleBehind: Math.max(0, waiting - index - 1) }
}

/** The standing that a snapshot shows, or null when the ticket is not among its first 500. */
export function standingIn({ waiting, counts, ...line }: QueueSnapshot, code: string): Standing | null {
  const index = waiting.indexOf(code)
  if (index < 0) return null
  // A snapshot of the former release, in the event log or kept on the phone, tells neither.
  const { ahead, waits }: Partial<typeof line> = line
  const [range, counted] = [waits?.[index], ahead?.[index]]
  return {
    ...standingAt(index, counts.waiting),
    ahead: counted ? { total: index, emergency: counted[0], booked: counted[1], earlier: counted[2] } : null,
    wait: range ? { low: range[0], high: range[1] } : null,
  }
}
