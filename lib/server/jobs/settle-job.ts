import 'server-only'
import { db } from '../db/client'
import { Prisma } from '../generated/prisma/client'
import type { Job } from './define-job'
import { FailedForGood, noteOf, TryAgain } from './job-errors'
import type { TakenJob } from './take-jobs'

/**
 * How a try ended: `again` is retried, `failed` waits for an administrator, `given_back` was not finished, `superseded`
 * had been considered lost before it ended, so that nothing was stored.
 */
export type Ending = 'done' | 'again' | 'failed' | 'given_back' | 'superseded'

const longestPauseSeconds = 600

/** Matches only the try that was fetched, not a later one of the same job. */
const isThisTry = ({ name, id, startedOn }: TakenJob) =>
  Prisma.sql`name = ${name} AND id = ${id}::uuid AND state = 'active' AND started_on = ${startedOn}::timestamptz`

/** Schedules another try after a pause that doubles each time, with jitter, if one is left. */
const failed = (error: unknown) => Prisma.sql`
  state = CASE WHEN retry_count < retry_limit THEN 'retry' ELSE 'failed' END::pgboss.job_state,
  completed_on = CASE WHEN retry_count < retry_limit THEN NULL ELSE now() END,
  start_after = CASE WHEN retry_count < retry_limit THEN now() + interval '1 s'
    * least(${longestPauseSeconds}::int, retry_delay * 2 ^ least(retry_count, 16) * (1 + random())) ELSE start_after END,
  output = ${JSON.stringify(noteOf(error))}::jsonb`

/** One failure of a schedule is enough: a newer one replaces it, and a successful run removes it. */
async function dropOlderFailures({ name, everySeconds }: Job, id: string): Promise<void> {
  if (everySeconds === null) return
  await db().$executeRaw`DELETE FROM pgboss.job WHERE name = ${name} AND state = 'failed' AND id <> ${id}::uuid`
}

/** Marks a job as completed. */
export async function complete(job: Job, taken: TakenJob): Promise<Ending> {
  const written = await db().$executeRaw`
    UPDATE pgboss.job SET state = 'completed', completed_on = now(), output = NULL WHERE ${isThisTry(taken)}`
  if (written === 0) return 'superseded'
  await dropOlderFailures(job, taken.id)
  return 'done'
}

/** Marks a try as failed: it is retried later, unless that cannot help or it was the last. */
export async function fail(job: Job, taken: TakenJob, error: unknown): Promise<Ending> {
  const again = taken.retryCount < taken.retryLimit && !(error instanceof FailedForGood)
  const forGood = Prisma.sql`
    state = 'failed', completed_on = now(), output = ${JSON.stringify(noteOf(error))}::jsonb`
  const written = await db().$executeRaw`
    UPDATE pgboss.job SET ${again ? failed(error) : forGood} WHERE ${isThisTry(taken)}`
  if (written === 0) return 'superseded'
  if (again) return 'again'
  await dropOlderFailures(job, taken.id)
  return 'failed'
}

/** Fails the try of a job that is still marked as running long after its time limit. Returns whether it still was. */
export async function failLost({ name, id }: { name: string; id: string }): Promise<boolean> {
  const lost = new TryAgain('its process died, or it exceeded its time limit')
  const written = await db().$executeRaw`
    UPDATE pgboss.job SET ${failed(lost)}
    WHERE name = ${name} AND id = ${id}::uuid AND state = 'active' AND started_on + expire_in < now()`
  return written > 0
}

/**
 * Releases a job that was not finished because this process stops: any process may fetch it at once, as if it was never
 * tried.
 */
export async function giveBack(taken: TakenJob): Promise<Ending> {
  const written = await db().$executeRaw`
    UPDATE pgboss.job SET state = CASE WHEN ${taken.retryCount}::int > 0 THEN 'retry' ELSE 'created' END::pgboss.job_state,
      started_on = NULL, start_after = now()
    WHERE ${isThisTry(taken)}`
  return written === 0 ? 'superseded' : 'given_back'
}
