import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { noBody, none } from '@/lib/shared/fields'
import * as endpoints from './endpoints'

export const jobDto = z.object({
  id: z.uuid(),
  /** `<feature>.<verb-noun>`. */
  name: z.string(),
  /** `waiting` for its first attempt, `retrying` after a failure, `active`, or `failed` permanently. */
  state: z.enum(['waiting', 'retrying', 'active', 'failed']),
  /** Tries started so far. */
  attempts: z.number().int(),
  mostAttempts: z.number().int(),
  createdAt: z.iso.datetime(),
  /** When it is tried next; null while it runs and after it has failed permanently. */
  nextAttemptAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  /** The last failure: kind of error, and a code or message without personal data. */
  error: z.object({ kind: z.string(), message: z.string().nullable() }).nullable(),
})
export type JobDto = z.infer<typeof jobDto>

export const jobCountsDto = z.object({
  name: z.string(),
  waiting: z.number().int(),
  active: z.number().int(),
  failed: z.number().int(),
})
export type JobCountsDto = z.infer<typeof jobCountsDto>

const jobPage = z.object({
  counts: z.array(jobCountsDto),
  jobs: z.array(jobDto),
  /** The number of the next page; null on the last. */
  next: z.number().int().nullable(),
})
export type JobPage = z.infer<typeof jobPage>

export const listJobs = contract({
  endpoint: endpoints.listJobs,
  summary: 'Failed background jobs, newest first, or unfinished ones, next first; and the counts of each name',
  access: 'job.manage',
  params: none,
  query: z.strictObject({
    state: z.enum(['failed', 'waiting']).default('failed'),
    page: z.coerce.number().int().min(1).max(1_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: noBody,
  answer: jobPage,
  errors: [],
})

export const runJobAgain = contract({
  endpoint: endpoints.runJobAgain,
  summary: 'Run a failed job again, at once and with all its tries',
  access: 'job.manage',
  params: z.strictObject({ id: z.uuid() }),
  query: none,
  body: noBody,
  answer: z.object({ id: z.uuid(), name: z.string() }),
  errors: ['job_not_found'],
})
export type RunAgain = z.infer<typeof runJobAgain.answer>
