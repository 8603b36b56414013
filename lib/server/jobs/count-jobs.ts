import 'server-only'
import { db } from '../db/client'

/** How many jobs of a name are scheduled or waiting to be retried, are running, or have failed permanently. */
export type JobCounts = { job: string; waiting: number; active: number; failed: number }

/** The counts of all jobs by name, without completed ones. In the enum of states `created` and `retry` precede `active`. */
export function countJobs(): Promise<JobCounts[]> {
  return db().$queryRaw<JobCounts[]>`
    SELECT q.name AS job,
      (SELECT count(*)::int FROM pgboss.job AS j WHERE j.name = q.name AND j.state < 'active') AS waiting,
      (SELECT count(*)::int FROM pgboss.job AS j WHERE j.name = q.name AND j.state = 'active') AS active,
      (SELECT count(*)::int FROM pgboss.job AS j WHERE j.name = q.name AND j.state = 'failed') AS failed
    FROM pgboss.queue AS q ORDER BY q.name`
}
