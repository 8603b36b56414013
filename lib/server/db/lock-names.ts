import 'server-only'
import type { Tx } from './client'

/** Locks these names until the end of the transaction. Sorted, to avoid deadlocks. */
export async function lockNames(tx: Tx, names: readonly string[]): Promise<void> {
  // Cast, since the driver cannot read the result type of a void function.
  for (const name of [...names].sort())
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text AS held`
}
