import 'server-only'
import { db } from '../db/client'

/** How many jobs of a name wait (for their time or another attempt), run, or have failed permanently. */
export type JobCounts = { job: string; waiting: number; active: number; failed: number }

/** The counts of every job there is, by name. Done ones are not looked at. */
export function countJobs(): Promise<JobCounts[]> {
  return db().$queryRaw<JobCounts[]>`
    SELECT q.name AS job,
      (SELECT count(*)::int FROM pgboss.job AS j WHERE j.name = q.name AND j.state < 'active') AS waiting,
      (SELECT count(*)::int FROM pgboss.job AS j WHERE j.name = q.name AND j.state = 'active') AS active,
      (SELECT count(*)::int FROM pgboss.job AS j WHERE j.name = q.name AND j.state = 'failed') AS failed
    FROM pgboss.queue AS q ORDER BY q.name`
}
