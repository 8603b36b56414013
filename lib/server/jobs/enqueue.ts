import 'server-only'
import type { Tx } from '../db/client'
import { boss, executorOf } from './boss'
import type { Job } from './define-job'
import { jobIdOf } from './job-id'

/** The first pause after a failure; pg-boss doubles it and adds jitter. */
const firstPauseSeconds = 5
/** How long after its time limit a job may still end by itself before it is considered lost with its process. */
export const graceSeconds = 5

/**
 * Enqueues a job in the caller's transaction with one INSERT: it runs once that has committed, and never if it does
 * not. A second job with the same key is ignored. Throws for an invalid payload.
 */
export async function enqueue<Payload>(
  tx: Tx,
  job: Job<Payload>,
  payload: Payload,
  { startAfter }: { startAfter?: Date } = {},
): Promise<void> {
  const fits = job.payload.parse(payload)
  await boss().send(job.name, fits as object, {
    id: jobIdOf(job.name, job.key(fits)),
    db: executorOf(tx),
    retryLimit: job.retries,
    retryDelay: firstPauseSeconds,
    retryBackoff: true,
    expireInSeconds: job.timeLimitSeconds + 2 * graceSeconds,
    ...(startAfter && { startAfter }),
  })
}
