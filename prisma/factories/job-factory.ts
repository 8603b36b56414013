import { db } from '@/lib/server/db/client'
import type { Job } from '@/lib/server/jobs/define-job'
import { runJob } from '@/lib/server/jobs/run-job'
import { takeJobs } from '@/lib/server/jobs/take-jobs'
import { asOwner } from './database-owner'

/** Creates a queue for a test's job, as a migration does. */
export const makeQueue = (name: string, policy: 'standard' | 'singleton' = 'standard'): Promise<void> =>
  asOwner([`SELECT pgboss.create_queue('${name}', '{"policy": "${policy}"}')`])

/** The stored fields of a job. */
export type StoredJob = {
  id: string
  state: string
  retryCount: number
  data: unknown
  output: unknown
  /** Seconds until it is due; negative when it is overdue. */
  dueIn: number
}

/** The jobs of a name, oldest first. */
export const jobsOf = (name: string): Promise<StoredJob[]> =>
  db().$queryRaw<StoredJob[]>`
    SELECT id, state::text, retry_count AS "retryCount", data, output,
      extract(epoch FROM start_after - now())::float AS "dueIn"
    FROM pgboss.job WHERE name = ${name} ORDER BY created_on, id`

/** Makes every waiting job of a name due. */
export const makeDue = (name: string): Promise<number> =>
  db()
    .$executeRaw`UPDATE pgboss.job SET start_after = now() - interval '1 ms' WHERE name = ${name} AND state < 'active'`

/** Runs the due jobs of a kind, as a runner would. */
export async function runDue(job: Job): Promise<void> {
  const taken = await takeJobs(job.name, job.isAlone ? 1 : 100)
  await Promise.all(taken.map((it) => runJob(job, it, new AbortController())))
}
