import 'server-only'
import { db } from '../db/client'
import { isUniqueViolation } from '../db/retry'

/**
 * A job fetched by this process. `retryCount` is 0 at the first try. `startedOn` is the database's text of the start
 * time: it distinguishes this try from a later one of the same job, to the microsecond.
 */
export type TakenJob = {
  id: string
  name: string
  data: unknown
  retryCount: number
  retryLimit: number
  startedOn: string
}

/**
 * Fetches up to `most` due jobs of a name, each for this process only. One statement, so that no job is marked as taken
 * without its process knowing. Returns none when another process was first with an exclusive job.
 */
export async function takeJobs(name: string, most: number): Promise<TakenJob[]> {
  try {
    return await db().$queryRaw<TakenJob[]>`
      WITH due AS MATERIALIZED (
        SELECT id FROM pgboss.job WHERE name = ${name} AND state < 'active' AND start_after < now()
        ORDER BY priority DESC, created_on, id LIMIT ${most} FOR UPDATE SKIP LOCKED
      )
      UPDATE pgboss.job AS j SET state = 'active', started_on = now(),
        retry_count = CASE WHEN j.started_on IS NULL THEN j.retry_count ELSE j.retry_count + 1 END
      FROM due WHERE j.name = ${name} AND j.id = due.id
      RETURNING j.id, j.name, j.data, j.retry_count AS "retryCount", j.retry_limit AS "retryLimit",
        j.started_on::text AS "startedOn"`
  } catch (error) {
    if (isUniqueViolation(error)) return []
    throw error
  }
}
