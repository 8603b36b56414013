import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { log } from '../log'
import type { Job } from './define-job'
import { graceSeconds } from './enqueue'
import { FailedForGood, noteOf, placesOf, ServerStopped, TimeLimitReached } from './job-errors'
import { jobMetrics } from './job-metrics'
import { complete, type Ending, fail, giveBack } from './settle-job'
import type { TakenJob } from './take-jobs'

/**
 * Rejects when a handler exceeds its time limit. Not when the server stops: a job is released only once its handler has
 * ended.
 */
async function patience(signal: AbortSignal, ended: AbortSignal): Promise<never> {
  await new Promise((over) => signal.addEventListener('abort', over, { once: true }))
  if (signal.reason instanceof ServerStopped) return new Promise(() => undefined)
  await delay(graceSeconds * 1_000, undefined, { signal: ended })
  throw signal.reason
}

async function work(job: Job, taken: TakenJob, stop: AbortController): Promise<void> {
  const payload = job.payload.safeParse(taken.data)
  if (!payload.success) throw new FailedForGood('the payload is invalid: it comes from another version')
  const { signal } = stop
  const ended = new AbortController()
  const limit = new TimeLimitReached(`${job.timeLimitSeconds} s`)
  const over = setTimeout(() => stop.abort(limit), job.timeLimitSeconds * 1_000)
  const call = { key: job.key(payload.data), attempt: taken.retryCount + 1, signal }
  try {
    await Promise.race([job.handler(payload.data, call), patience(signal, ended.signal)])
  } finally {
    clearTimeout(over)
    ended.abort()
  }
}

async function settle(job: Job, taken: TakenJob, error: unknown, { signal }: AbortController): Promise<Ending> {
  if (error === undefined) return complete(job, taken)
  if (signal.reason instanceof ServerStopped && !(error instanceof FailedForGood)) return giveBack(taken)
  const ending = await fail(job, taken, error)
  const about = { job: job.name, id: taken.id, attempt: taken.retryCount + 1, ...noteOf(error), at: placesOf(error) }
  if (ending === 'failed') log().error(about, 'a job failed permanently')
  else if (ending === 'again') log().warn(about, 'a job failed and will be retried')
  return ending
}

/**
 * Runs one job and stores the result. `stop` aborts it, and is also used at its time limit. Never throws: a job whose
 * result cannot be stored stays marked as running, is found as lost, and runs again.
 */
export async function runJob(job: Job, taken: TakenJob, stop: AbortController): Promise<void> {
  const seconds = jobMetrics().seconds.startTimer({ job: job.name })
  let error: unknown
  try {
    await work(job, taken, stop)
  } catch (thrown) {
    error = thrown ?? new Error('no result')
  }
  try {
    const outcome = await settle(job, taken, error, stop)
    seconds({ outcome })
    if (outcome === 'superseded')
      log().warn({ job: job.name, id: taken.id }, 'a job ended after it was considered lost')
  } catch (unwritten) {
    seconds({ outcome: 'unknown' })
    log().error({ job: job.name, id: taken.id, ...noteOf(unwritten) }, 'the result of a job could not be stored')
  }
}
