import type { TicketState } from './contract'
import type { TicketFields } from './rules'

/** The counters of a queue's day: tickets by state, then ended waits and services, and their sums in seconds. */
export const tallyNames = [
  'waiting',
  'called',
  'inService',
  'onHold',
  'missed',
  'cancelled',
  'expired',
  'served',
  'waited',
  'waitSeconds',
  'serviceSeconds',
] as const
export type Tally = Record<(typeof tallyNames)[number], number>

/** A finished ticket is in none: its service is counted in the queue where it ended. */
const counterOf: Partial<Record<TicketState, keyof Tally>> = {
  waiting: 'waiting',
  called: 'called',
  in_service: 'inService',
  on_hold: 'onHold',
  missed: 'missed',
  cancelled: 'cancelled',
  expired: 'expired',
}

export const emptyTally: Tally = {
  ...{ waiting: 0, called: 0, inService: 0, onHold: 0, missed: 0, cancelled: 0, expired: 0 },
  ...{ served: 0, waited: 0, waitSeconds: 0, serviceSeconds: 0 },
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 1_000))
}

/** A ticket before and after a change at `at`. For an undo, `undoes` is the time of the undone change. */
type Change = { before: TicketFields; after: TicketFields; at: Date; undoes?: Date }

/**
 * The wait or the service that a change ends, for the queue before the change: a call ends a wait; finishing or transferring
 * ends a service, also when the visitor waits on hold for the next step; a hold at the same service interrupts it, and the
 * time so far counts.
 */
function ended({ before, after, at }: Change): Partial<Tally> {
  if (before.state === 'waiting' && after.state === 'called')
    return { waited: 1, waitSeconds: secondsBetween(before.lineSince ?? before.creditFrom, at) }
  if (before.state !== 'in_service' || before.startedAt === null) return {}
  const serviceSeconds = secondsBetween(before.startedAt, at)
  const hasLeft = after.state === 'on_hold' && after.serviceId !== before.serviceId
  if (after.state === 'completed' || after.state === 'waiting' || hasLeft) return { served: 1, serviceSeconds }
  return after.state === 'on_hold' ? { serviceSeconds } : {}
}

/** One tally plus `factor` times another. */
export function addTally(one: Tally, other: Partial<Tally>, factor: 1 | -1): Tally {
  const sum = { ...one }
  for (const name of tallyNames) sum[name] += factor * (other[name] ?? 0)
  return sum
}

/** One ticket, counted by its state. */
export function standing({ state }: TicketFields): Partial<Tally> {
  const name = counterOf[state]
  return name ? { [name]: 1 } : {}
}

/** What a change adds to the counters of the queues that the ticket leaves and enters, by their ids. */
export function tallyOf(change: Change): Map<string, Tally> {
  const { before, after, undoes } = change
  const tallies = new Map<string, Tally>()
  const add = (serviceId: string, tally: Partial<Tally>, factor: 1 | -1): void => {
    tallies.set(serviceId, addTally(tallies.get(serviceId) ?? emptyTally, tally, factor))
  }
  add(before.serviceId, standing(before), -1)
  add(after.serviceId, standing(after), 1)
  if (undoes) add(after.serviceId, ended({ before: after, after: before, at: undoes }), -1)
  else add(before.serviceId, ended(change), 1)
  return tallies
}
