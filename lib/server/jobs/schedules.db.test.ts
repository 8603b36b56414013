import { afterEach, beforeEach, expect, test } from 'vitest'
import { allJobs } from '@/lib/features/all-jobs'
import { jobsOf, makeDue, makeQueue } from '@/prisma/factories/job-factory'
import { db } from '../db/client'
import { forgetOldRecords } from '../forget-old-records'
import { assertQueues } from './assert-queues'
import { defineScheduledJob } from './define-scheduled-job'
import { jobIdOf } from './job-id'
import { JobRunner } from './job-runner'
import { ScheduleRuns, slotOf } from './schedule-runs'

let runners: JobRunner[] = []
let made = 0
let runs = 0
let name: string
let act: () => Promise<void>

beforeEach(async () => {
  runs = 0
  act = () => Promise.resolve()
  name = `test.clock-${++made}`
  await makeQueue(name, 'singleton')
})
afterEach(async () => {
  await Promise.all(runners.map((it) => it.stop()))
  runners = []
})

const clock = (everySeconds: number) =>
  defineScheduledJob({
    name,
    everySeconds,
    timeLimitSeconds: 30,
    handler: () => {
      runs += 1
      return act()
    },
  })

/** As many runners as a cluster has processes. */
async function cluster(everySeconds: number): Promise<void> {
  for (let i = 0; i < 4; i++) {
    const runner = new JobRunner([clock(everySeconds)])
    runners.push(runner)
    await runner.start()
  }
}

const states = async () => (await jobsOf(name)).map((it) => it.state)

test('a slot is run once by all processes together, including ones that start later', async () => {
  await cluster(86_400)
  await expect.poll(states, { timeout: 10_000 }).toEqual(['completed'])
  await cluster(86_400)
  await new ScheduleRuns([clock(86_400)]).enqueueDue(new Date())
  expect([await states(), runs]).toEqual([['completed'], 1])
})

test('each slot is run', async () => {
  await cluster(1)
  await expect.poll(() => runs, { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
  const kept = await jobsOf(name)
  const slots = kept.map(({ data }) => (data as { slot: string }).slot)
  expect(new Set(slots).size).toBe(kept.length)
  for (const slot of slots) expect(slot).toMatch(/:\d\d\.000Z$/)
})

test('a slot that falls due during an unfinished run is skipped: runs neither overlap nor pile up', async () => {
  let end = (): void => undefined
  act = () => new Promise<void>((done) => (end = done))
  await cluster(1)
  await expect.poll(() => runs, { timeout: 5_000 }).toBe(1)
  const schedules = new ScheduleRuns([clock(1)])
  for (const ahead of [1, 2, 3]) await schedules.enqueueDue(new Date(Date.now() + ahead * 1_000))
  expect([await states(), runs]).toEqual([['active'], 1])
  act = () => Promise.resolve()
  end()
  await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThan(1)
})

test('a failing schedule leaves one failed job, which a successful run removes', async () => {
  act = () => Promise.reject(new Error('broken'))
  const schedules = new ScheduleRuns([clock(86_400)])
  await cluster(86_400)
  /** The jobs that remain when none is due for another attempt. */
  const left = async () => {
    await makeDue(name)
    return (await jobsOf(name)).map(({ id, state }) => (state === 'failed' ? id : state))
  }
  const idOf = (days: number) => jobIdOf(name, slotOf(86_400, new Date(Date.now() + days * 86_400_000)))
  await expect.poll(left, { timeout: 20_000 }).toEqual([idOf(0)])
  await schedules.enqueueDue(new Date(Date.now() + 86_400_000))
  await expect.poll(left, { timeout: 20_000 }).toEqual([idOf(1)])
  expect(runs).toBe(8)
  act = () => Promise.resolve()
  await schedules.enqueueDue(new Date(Date.now() + 2 * 86_400_000))
  await expect.poll(states, { timeout: 10_000 }).toEqual(['completed'])
})

test('every job of the application has a queue, and every queue a job', async () => {
  await assertQueues(allJobs)
  const queues = await db().$queryRaw<{ name: string }[]>`SELECT name FROM pgboss.queue WHERE name NOT LIKE 'test.%'`
  expect(queues.map((it) => it.name).toSorted()).toEqual(allJobs.map((it) => it.name).toSorted())
})

test('a job is deleted a day after it succeeded, or 30 days after it failed', async () => {
  await db().$executeRaw`
    INSERT INTO pgboss.job (name, state, completed_on)
    SELECT ${name}, it.state::pgboss.job_state, now() - it.age::interval FROM (VALUES
      ('completed', '23 hours'), ('completed', '25 hours'), ('failed', '29 days'), ('failed', '31 days'),
      ('created', '99 days')) AS it (state, age)`
  await forgetOldRecords()
  expect((await states()).toSorted()).toEqual(['completed', 'created', 'failed'])
})
