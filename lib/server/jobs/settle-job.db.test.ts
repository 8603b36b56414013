import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { jobsOf, makeDue, makeQueue } from '@/prisma/factories/job-factory'
import { db } from '../db/client'
import { defineJob, type Job } from './define-job'
import { enqueue } from './enqueue'
import { FailedForGood, TryAgain } from './job-errors'
import { complete, fail, failLost, giveBack } from './settle-job'
import { type TakenJob, takeJobs } from './take-jobs'

let made = 0
let name: string

beforeEach(async () => {
  name = `test.settled-${++made}`
  await makeQueue(name)
})

const aJob = ({ retries = 5 } = {}) =>
  defineJob({
    name,
    payload: z.strictObject({}),
    key: () => 'only',
    timeLimitSeconds: 30,
    retries,
    handler: () => Promise.resolve(),
  })

const send = (job: ReturnType<typeof aJob>) => db().$transaction((tx) => enqueue(tx, job, {}))

describe('a try that was counted as failed', () => {
  const error = new TryAgain('too late')
  const endings: [string, (job: Job, taken: TakenJob) => Promise<string>][] = [
    ['as done', complete],
    ['as failed', (job, taken) => fail(job, taken, error)],
    ['as failed for good', (job, taken) => fail(job, taken, new FailedForGood('too late'))],
    ['by giving it back', (_, taken) => giveBack(taken)],
  ]
  test.each(endings)('does not end the try that replaced it: %s', async (_, end) => {
    const job = aJob()
    await send(job)
    const [late] = await takeJobs(name, 1)
    if (!late) throw new Error('nothing was taken')
    await db().$executeRaw`UPDATE pgboss.job SET started_on = started_on - interval '41 s' WHERE name = ${name}`
    expect(await failLost(late)).toBe(true)
    await makeDue(name)
    const [next] = await takeJobs(name, 1)
    expect(next).toMatchObject({ id: late.id, retryCount: 1 })
    expect(await failLost(late)).toBe(false)
    expect(await end(job, late)).toBe('superseded')
    expect(await jobsOf(name)).toMatchObject([{ state: 'active', retryCount: 1 }])
    expect(await complete(job, { ...late, ...next })).toBe('done')
  })
  test('is retried after at most ten minutes, however many tries there were', async () => {
    const job = aJob({ retries: 30 })
    await send(job)
    await db().$executeRaw`UPDATE pgboss.job SET retry_count = 20 WHERE name = ${name}`
    const [taken] = await takeJobs(name, 1)
    if (!taken) throw new Error('nothing was taken')
    expect(await fail(job, taken, error)).toBe('again')
    const [waiting] = await jobsOf(name)
    expect(waiting?.state).toBe('retry')
    expect(waiting?.dueIn).toBeLessThanOrEqual(600)
    expect(waiting?.dueIn).toBeGreaterThan(500)
  })
})
