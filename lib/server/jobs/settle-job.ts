import 'server-only'
import { db } from '../db/client'
import { boss } from './boss'
import type { Job } from './define-job'
import { FailedForGood, type FailureNote, noteOf } from './job-errors'
import type { TakenJob } from './take-jobs'

/** How a try ended: `again` is tried once more, `failed` waits for an administrator, `given_back` was not finished. */
export type Ending = 'done' | 'again' | 'failed' | 'given_back'

/** One failure of a schedule is enough to look at: a newer one takes its place, and a run that succeeds has done its work. */
async function dropOlderFailures({ name, everySeconds }: Job, id: string): Promise<void> {
  if (everySeconds === null) return
  await db().$executeRaw`DELETE FROM pgboss.job WHERE name = ${name} AND state = 'failed' AND id <> ${id}::uuid`
}

/** Marks a job as done. */
export async function complete(job: Job, { id }: TakenJob): Promise<Ending> {
  await boss().complete(job.name, id)
  await dropOlderFailures(job, id)
  return 'done'
}

async function failForGood({ id, name }: TakenJob, note: FailureNote): Promise<void> {
  await db().$executeRaw`
    UPDATE pgboss.job SET state = 'failed', completed_on = now(), output = ${JSON.stringify(note)}::jsonb
    WHERE name = ${name} AND id = ${id}::uuid AND state = 'active'`
}

/** Marks a try as failed: it is tried again later, unless that cannot help or it was the last. */
export async function fail(job: Job, taken: TakenJob, error: unknown): Promise<Ending> {
  const note = noteOf(error)
  if (taken.retryCount < taken.retryLimit && !(error instanceof FailedForGood)) {
    await boss().fail(taken.name, taken.id, note)
    return 'again'
  }
  await failForGood(taken, note)
  await dropOlderFailures(job, taken.id)
  return 'failed'
}

/** Gives back a job that was not finished because this process stops: any process may take it at once, as if never tried. */
export async function giveBack({ id, name, retryCount }: TakenJob): Promise<Ending> {
  await db().$executeRaw`
    UPDATE pgboss.job SET state = CASE WHEN ${retryCount}::int > 0 THEN 'retry' ELSE 'created' END::pgboss.job_state,
      started_on = NULL, start_after = now()
    WHERE name = ${name} AND id = ${id}::uuid AND state = 'active'`
  return 'given_back'
}
