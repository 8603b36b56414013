import 'server-only'
import type { Tx } from '../db/client'

/** Reruns a failed job, at once and with all its tries. Returns its name; null when no failed job has this id. */
export async function runAgain(tx: Tx, id: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    UPDATE pgboss.job SET state = 'created', retry_count = 0, started_on = NULL, completed_on = NULL, start_after = now()
    WHERE id = ${id}::uuid AND state = 'failed' RETURNING name`
  return rows[0]?.name ?? null
}
