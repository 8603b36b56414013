import 'server-only'
import { db } from '../db/client'
import { boss } from './boss'

/** A job that this process has taken. `retryCount` is 0 at the first try. */
export type TakenJob = { id: string; name: string; data: unknown; retryCount: number; retryLimit: number }

/**
 * Takes up to `most` due jobs of a name, each for this process only. Attempts are read separately:
 * pg-boss would return them with a column type (interval) that Prisma cannot read, and swallows that error.
 */
export async function takeJobs(name: string, most: number): Promise<TakenJob[]> {
  const taken = await boss().fetch<unknown>(name, { batchSize: most })
  if (taken.length === 0) return []
  const ids = taken.map(({ id }) => id)
  const tries = await db().$queryRaw<{ id: string; retryCount: number; retryLimit: number }[]>`
    SELECT id, retry_count AS "retryCount", retry_limit AS "retryLimit"
    FROM pgboss.job WHERE name = ${name} AND id = ANY (${ids}::uuid[])`
  const data = new Map(taken.map((it) => [it.id, it.data]))
  return tries.map((it) => ({ ...it, name, data: data.get(it.id) }))
}
