import 'server-only'
import { z } from 'zod'
import type { Job, JobCall } from './define-job'

const run = z.strictObject({ slot: z.iso.datetime() })

/** The start of a slot of a schedule. */
export type ScheduledRun = z.infer<typeof run>

/** The next slot comes anyway: three tries within the first minute are enough. */
const retries = 3

type Scheduled = {
  name: string
  everySeconds: number
  timeLimitSeconds: number
  handler: (call: JobCall) => Promise<unknown>
}

/**
 * A scheduled job: runs once for each slot of `everySeconds` in the whole cluster, never concurrently with itself. A
 * slot that falls due during a run is skipped; one missed while nothing ran is made up for at the start.
 */
export function defineScheduledJob({ handler, ...job }: Scheduled): Job<ScheduledRun> {
  return {
    ...job,
    payload: run,
    key: ({ slot }) => slot,
    retries,
    atOnce: 1,
    isAlone: true,
    handler: (_, call) => handler(call),
  }
}
