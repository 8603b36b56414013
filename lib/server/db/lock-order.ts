import 'server-only'
import type { Tx } from './client'

/**
 * The rows that a transaction locks, in the only order in which it may: two transactions that follow it never wait for
 * each other in a circle. Rows of one kind are locked together, by id. A new kind of row gets its place here.
 */
export const lockOrder = ['idempotency key', 'visit', 'service point', 'queue day', 'ticket', 'closing'] as const
export type LockKind = (typeof lockOrder)[number]

const reached = new WeakMap<Tx, LockKind>()

/**
 * Records that a transaction locks rows of these kinds now; called by every function that takes such locks. Throws when
 * rows of the same or a later kind are locked already: the order is wrong, which is a fault of the program.
 */
export function enterLocks(tx: Tx, ...kinds: readonly LockKind[]): void {
  for (const kind of kinds) {
    const last = reached.get(tx)
    if (last && lockOrder.indexOf(kind) <= lockOrder.indexOf(last)) {
      throw new Error(`the lock of a ${kind} is taken after that of a ${last}`)
    }
    reached.set(tx, kind)
  }
}
