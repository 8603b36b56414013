import 'server-only'
import type { z } from 'zod'

/** What a handler is told beside its payload. */
export type JobCall = {
  /** The same at every try of this job: what an outside service is given to recognise a repeat. */
  key: string
  /** 1 for the first. */
  attempt: number
  /** Aborted when the time limit is over or the server stops. A handler that works in parts looks at it between them. */
  signal: AbortSignal
}

/** Work that is done in the background, at least once for each key: a handler must bear being run again. */
export type Job<Payload = unknown> = {
  /** `<feature>.<verb-noun>`; also the name of its queue, which a migration makes. */
  name: string
  /** Ids and enums only, never personal data: payloads are stored in the clear, and handlers read the rest when they run. */
  payload: z.ZodType<Payload>
  /** Two jobs of one key are one. */
  key(payload: Payload): string
  /** How often it is tried again when it fails: after 5 s, and twice as long each time up to 10 min (with jitter). */
  retries: number
  timeLimitSeconds: number
  /** How many of them a process runs at once. */
  atOnce: number
  /** No two of them run at once, in whatever process. The queue's policy in the migration says the same. */
  isAlone: boolean
  /** Seconds between scheduled runs, one in the whole cluster; null for a job that is only enqueued. */
  everySeconds: number | null
  handler(payload: Payload, call: JobCall): Promise<unknown>
}

/** 5, 10, 20 … s: the eighth and last try comes about 20 minutes after the first. */
const usualRetries = 7

type Enqueued<Payload> = Pick<Job<Payload>, 'name' | 'payload' | 'key' | 'timeLimitSeconds' | 'handler'> &
  Partial<Pick<Job<Payload>, 'retries' | 'atOnce' | 'isAlone'>>

/** A job that use cases enqueue. */
export function defineJob<Payload>(job: Enqueued<Payload>): Job<Payload> {
  return { retries: usualRetries, atOnce: 1, isAlone: false, everySeconds: null, ...job }
}
