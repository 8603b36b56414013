import 'server-only'
import type { z } from 'zod'

/** The arguments of a handler besides its payload. */
export type JobCall = {
  /** The same at every try of this job, so that an external service recognises a repeat. */
  key: string
  /** 1 for the first. */
  attempt: number
  /**
   * Aborted when the time limit has passed or the server stops. A handler that works in batches checks it between them.
   */
  signal: AbortSignal
}

/** Background work, done at least once per key: handlers must be idempotent. */
export type Job<Payload = unknown> = {
  /** `<feature>.<verb-noun>`; also the name of its queue, which a migration creates. */
  name: string
  /**
   * Ids and enums only, never personal data: payloads are stored in plain text, and handlers read the rest when they
   * run.
   */
  payload: z.ZodType<Payload>
  /** Two jobs with one key are one job. */
  key(payload: Payload): string
  /** How often a failed job is retried: after 5 s, doubling up to 10 min (with jitter). */
  retries: number
  timeLimitSeconds: number
  /** How many of them a process runs concurrently. */
  atOnce: number
  /** At most one of them runs at a time in the whole cluster. The queue's policy in the migration must match. */
  isAlone: boolean
  /** Seconds between scheduled runs, one in the whole cluster; null for a job that is only enqueued. */
  everySeconds: number | null
  handler(payload: Payload, call: JobCall): Promise<unknown>
}

/** 5, 10, 20 … s: the eighth and last try happens about 20 minutes after the first. */
const usualRetries = 7

type Enqueued<Payload> = Pick<Job<Payload>, 'name' | 'payload' | 'key' | 'timeLimitSeconds' | 'handler'> &
  Partial<Pick<Job<Payload>, 'retries' | 'atOnce' | 'isAlone'>>

/** A job that use cases enqueue. */
export function defineJob<Payload>(job: Enqueued<Payload>): Job<Payload> {
  return { retries: usualRetries, atOnce: 1, isAlone: false, everySeconds: null, ...job }
}
