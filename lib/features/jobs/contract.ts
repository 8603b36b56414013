import { z } from 'zod'
import { contract } from '@/lib/shared/contract'
import { idParams, integer, noBody, none, pageLimit, text, time } from '@/lib/shared/fields'
import * as endpoints from './endpoints'

const jobId = z.uuid().describe('The id of the job.')
const jobName = text('The name of the job, `<feature>.<verb-noun>`.', 'persons.send-code')

export const jobDto = z
  .object({
    id: jobId,
    name: jobName,
    state: z
      .enum(['waiting', 'retrying', 'active', 'failed'])
      .describe('`waiting` for its first attempt, `retrying` after a failure, `active`, or `failed` permanently.'),
    attempts: integer('How many attempts have started.', 0),
    mostAttempts: integer('How many attempts it has.', 10),
    createdAt: time('When it was created.'),
    nextAttemptAt: time('When it is tried next; null while it runs and after it has failed permanently.').nullable(),
    failedAt: time('When it failed permanently.').nullable(),
    error: z
      .object({
        kind: text('The kind of error.', 'timeout'),
        message: text('A code or message without personal data.', 'the gateway did not answer').nullable(),
      })
      .nullable()
      .describe('The last failure.'),
  })
  .meta({ id: 'Job', description: 'A piece of background work.' })
export type JobDto = z.infer<typeof jobDto>

export const jobCountsDto = z
  .object({
    name: jobName,
    waiting: integer('How many wait, also for a retry.', 2),
    active: integer('How many run now.', 1),
    failed: integer('How many have failed permanently.', 0),
  })
  .meta({ id: 'JobCounts', description: 'How many jobs of one name there are.' })
export type JobCountsDto = z.infer<typeof jobCountsDto>

const jobPage = z.object({
  counts: z.array(jobCountsDto).describe('The counts of each name.'),
  jobs: z.array(jobDto).describe('The jobs.'),
  next: integer('The number of the next page; null on the last.', 2).nullable(),
})
export type JobPage = z.infer<typeof jobPage>

export const listJobs = contract({
  endpoint: endpoints.listJobs,
  summary: 'List the jobs',
  description: 'Failed jobs, newest first, or unfinished ones, next first.',
  returns: 'One page of jobs, and the counts of each name.',
  access: 'job.manage',
  params: none,
  query: z.strictObject({
    state: z.enum(['failed', 'waiting']).default('failed').describe('`waiting` lists the unfinished ones.'),
    page: z.coerce.number().int().min(1).max(1_000).default(1).describe('The number of the page.'),
    limit: pageLimit,
  }),
  body: noBody,
  answer: jobPage,
  errors: [],
})

export const runJobAgain = contract({
  endpoint: endpoints.runJobAgain,
  summary: 'Run a failed job again',
  description: 'Runs it at once, with all its attempts.',
  returns: 'The job that will run.',
  access: 'job.manage',
  params: idParams('job'),
  query: none,
  body: noBody,
  answer: z.object({ id: jobId, name: jobName }),
  errors: ['job_not_found'],
})
export type RunAgain = z.infer<typeof runJobAgain.answer>
