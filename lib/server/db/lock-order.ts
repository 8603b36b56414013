import 'server-only'
import type { Tx } from './client'

/**
 * The kinds of rows that a transaction locks, in the only allowed order: two transactions that follow it cannot
 * deadlock. Rows of one kind are locked together, ordered by id. A new kind of row is added to this list.
 */
export const lockOrder = ['idempotency key', 'visit', 'service point', 'queue day', 'ticket', 'closing'] as const
export type LockKind = (typeof lockOrder)[number]

const reached = new WeakMap<Tx, LockKind>()

/**
 * Records that a transaction now locks rows of these kinds; called by every function that takes such locks. Throws when
 * rows of the same or a later kind are already locked, which is a programming error.
 */
export function enterLocks(tx: Tx, ...kinds: readonly LockKind[]): void {
  for (const kind of kinds) {
    const last = reached.get(tx)
    if (last && lockOrder.indexOf(kind) <= lockOrder.indexOf(last)) {
      throw new Error(`the lock of a ${kind} was requested after that of a ${last}`)
    }
    reached.set(tx, kind)
  }
}
