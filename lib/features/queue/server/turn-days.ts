import 'server-only'
import { noteOf } from '@/lib/server/jobs/job-errors'
import { log } from '@/lib/server/log'
import { closePastDays } from './close-past-days'
import { openBusinessDay } from './open-business-day'

/**
 * Closes past business days and opens today's before the first request. Never throws: failures are logged, the server
 * starts, and jobs do the same again every minute.
 */
export async function turnDays(): Promise<void> {
  await closePastDays().catch((error: unknown) => log().error(noteOf(error), 'could not close past business days'))
  await openBusinessDay().catch((error: unknown) => log().error(noteOf(error), 'could not open the business day'))
}
