import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { jobsOf } from '@/prisma/factories/job-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import { listJobs } from './list-jobs'
import { runJobAgain } from './run-job-again'

const name = 'persons.send-code'

let owner: Staff
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM pgboss.job`
  owner = await makeStaff(await makeBranch(), 'owner')
})

type Kept = { state: string; minutes?: number; retries?: number; started?: boolean; output?: object | null }

/** A stored job: enqueued, and ended or due, this many minutes ago. */
async function keep({ state, minutes = 0, retries = 0, started = true, output = null }: Kept): Promise<string> {
  const id = newId()
  await db().$executeRaw`
    INSERT INTO pgboss.job (id, name, state, retry_count, retry_limit, created_on, started_on, start_after, completed_on, output)
    SELECT ${id}::uuid, ${name}, ${state}::pgboss.job_state, ${retries}::int, 6, it.at,
      CASE WHEN ${started} THEN it.at END, it.at, CASE WHEN ${state} IN ('failed', 'completed') THEN it.at END,
      ${output && JSON.stringify(output)}::jsonb
    FROM (SELECT now() - make_interval(mins => ${minutes}::int) AS at) AS it`
  return id
}

const failed = (more: Partial<Kept> = {}) =>
  keep({ state: 'failed', retries: 6, output: { kind: 'TryAgain', message: 'the gateway answered 503' }, ...more })
const list = (state: 'failed' | 'waiting', page = 1, limit = 50) => listJobs({ state, page, limit })
const again = (id: string) => runCommand(commandOf(owner, { params: { id }, body: undefined }), runJobAgain)

describe('the list of jobs', () => {
  test('shows failed jobs, newest first, with their tries and last error', async () => {
    const [old, recent] = [await failed({ minutes: 9 }), await failed({ minutes: 2 })]
    await keep({ state: 'completed' })
    const { jobs, next } = await list('failed')
    expect(jobs.map(({ id }) => id)).toEqual([recent, old])
    expect(jobs[0]).toMatchObject({
      name,
      state: 'failed',
      attempts: 7,
      mostAttempts: 7,
      nextAttemptAt: null,
      error: { kind: 'TryAgain', message: 'the gateway answered 503' },
    })
    expect(jobs[0]?.failedAt).not.toBeNull()
    expect(next).toBeNull()
  })
  test('shows waiting, retrying and running jobs, the next to run first', async () => {
    const retrying = await keep({ state: 'retry', minutes: 3, retries: 1, output: { kind: 'Error', message: null } })
    const active = await keep({ state: 'active', minutes: 2 })
    const waiting = await keep({ state: 'created', minutes: 1, started: false })
    await failed()
    const { jobs } = await list('waiting')
    expect(jobs.map((it) => [it.id, it.state, it.attempts])).toEqual([
      [retrying, 'retrying', 2],
      [active, 'active', 1],
      [waiting, 'waiting', 0],
    ])
    expect(jobs.map((it) => it.nextAttemptAt === null)).toEqual([false, true, false])
    expect(jobs[0]?.error).toEqual({ kind: 'Error', message: null })
  })
  test('is paged, and the last page says so', async () => {
    for (let minutes = 0; minutes < 5; minutes++) await failed({ minutes })
    const pages = [await list('failed', 1, 2), await list('failed', 2, 2), await list('failed', 3, 2)]
    expect(pages.map(({ jobs, next }) => [jobs.length, next])).toEqual([
      [2, 2],
      [2, 3],
      [1, null],
    ])
    expect(new Set(pages.flatMap(({ jobs }) => jobs.map(({ id }) => id))).size).toBe(5)
    expect(await list('failed', 4, 2)).toMatchObject({ jobs: [], next: null })
  })
  test('counts every kind of job, including kinds without jobs', async () => {
    await failed()
    await keep({ state: 'retry' })
    await keep({ state: 'active' })
    const { counts } = await list('failed')
    expect(counts).toContainEqual({ name, waiting: 1, active: 1, failed: 1 })
    expect(counts).toContainEqual({ name: 'personal-data.reseal', waiting: 0, active: 0, failed: 0 })
  })
})

describe('a job that has failed', () => {
  test('is rerun at once with all its tries, and the audit says by whom', async () => {
    const id = await failed({ minutes: 60 })
    expect((await again(id)).answer).toEqual({ id, name })
    expect(await jobsOf(name)).toMatchObject([{ id, state: 'created', retryCount: 0 }])
    expect((await jobsOf(name))[0]?.dueIn).toBeLessThanOrEqual(0)
    const audit = await db().auditEntry.findMany({ where: { subjectId: id } })
    expect(audit).toMatchObject([{ action: 'job.run_again', actorId: owner.accountId, after: { name } }])
  })
  test('is rerun once when two people press at once; the other is told', async () => {
    const id = await failed()
    const both = await Promise.allSettled([again(id), again(id)])
    expect(both.map((it) => it.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((it) => it.status === 'rejected')).toMatchObject({ reason: { code: 'job_not_found' } })
    expect(await db().auditEntry.count({ where: { subjectId: id } })).toBe(1)
  })
  test.each(['created', 'retry', 'active', 'completed'])(
    'can be rerun; one that is %s is left alone',
    async (state) => {
      const id = await keep({ state, retries: 2 })
      await expect(again(id)).rejects.toMatchObject({ code: 'job_not_found' })
      expect(await jobsOf(name)).toMatchObject([{ state, retryCount: 2 }])
    },
  )
})
