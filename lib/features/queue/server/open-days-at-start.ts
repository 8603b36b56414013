import 'server-only'
import { noteOf } from '@/lib/server/jobs/job-errors'
import { log } from '@/lib/server/log'
import { openBusinessDay } from './open-business-day'

/**
 * Opens today's business days before the first request. Never throws: a failure is logged, the server starts, and a job
 * tries again every minute. Past days are closed only by a job, because that may take a while.
 */
export async function openDaysAtStart(): Promise<void> {
  await openBusinessDay().catch((error: unknown) => log().error(noteOf(error), 'could not open the business day'))
}
