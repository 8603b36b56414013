import 'server-only'
import type { Tx } from './client'

/** Lets nobody else hold any of these names before the transaction ends. Taken in one order, so that nobody waits in a ring. */
export async function holdNames(tx: Tx, names: readonly string[]): Promise<void> {
  // Cast, since the driver cannot read the type of a function that answers nothing.
  for (const name of [...names].sort())
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text AS held`
}
