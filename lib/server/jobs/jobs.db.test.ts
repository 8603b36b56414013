import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/shared/errors'
import { jobsOf, makeDue, makeQueue } from '@/prisma/factories/job-factory'
import { db } from '../db/client'
import { defineJob, type Job, type JobCall } from './define-job'
import { enqueue } from './enqueue'
import { FailedForGood } from './job-errors'
import { JobRunner } from './job-runner'
import { takeJobs } from './take-jobs'

type Note = { note: number }
type Call = { note: number; key: string; attempt: number }

let runners: JobRunner[] = []
let calls: Call[] = []
let made = 0
let name: string
let act: (call: JobCall) => Promise<unknown>

beforeEach(async () => {
  calls = []
  act = () => Promise.resolve()
  name = `test.note-${++made}`
  await makeQueue(name)
})
afterEach(async () => {
  await Promise.all(runners.map((it) => it.stop()))
  runners = []
})

/** A job with any payload. */
async function record(_: unknown, { key, attempt }: JobCall): Promise<void> {
  calls.push({ note: 0, key, attempt })
  await Promise.resolve()
}

/** A job that records its calls and then does what the test specifies. */
function noteJob(more: Partial<Job<Note>> = {}): Job<Note> {
  return defineJob({
    name,
    payload: z.strictObject({ note: z.number().int() }),
    key: ({ note }) => String(note),
    timeLimitSeconds: 30,
    handler: async ({ note }, call) => {
      calls.push({ note, key: call.key, attempt: call.attempt })
      await act(call)
    },
    ...more,
  })
}

async function work(...jobs: Job[]): Promise<JobRunner> {
  const runner = new JobRunner(jobs)
  runners.push(runner)
  await runner.start()
  return runner
}

const send = (job: Job<Note>, note = 1, options = {}) => db().$transaction((tx) => enqueue(tx, job, { note }, options))
const stateOf = async () => (await jobsOf(name)).map((it) => it.state)
const reaches = (...states: string[]) => expect.poll(stateOf, { timeout: 10_000, interval: 50 }).toEqual(states)

describe('a job', () => {
  test('runs once its transaction has committed, with its payload and its key', async () => {
    const job = noteJob()
    await send(job, 7)
    await work(job)
    await reaches('completed')
    expect(calls).toEqual([{ note: 7, key: '7', attempt: 1 }])
  })
  test('is gone with the transaction that enqueued it', async () => {
    const job = noteJob()
    const refused = db().$transaction(async (tx) => {
      await enqueue(tx, job, { note: 1 })
      throw new AppError('conflict')
    })
    await expect(refused).rejects.toMatchObject({ code: 'conflict' })
    expect(await jobsOf(name)).toEqual([])
  })
  test('costs its transaction one statement', async () => {
    const statements: string[] = []
    await db().$transaction(async (tx) => {
      const counted = new Proxy(tx, {
        get: (target, method: keyof typeof tx) =>
          method === '$queryRawUnsafe'
            ? (sql: string, ...values: unknown[]) => {
                statements.push(sql)
                return target.$queryRawUnsafe(sql, ...values)
              }
            : target[method],
      })
      await enqueue(counted, noteJob(), { note: 1 })
    })
    expect(statements).toHaveLength(1)
    expect(await jobsOf(name)).toHaveLength(1)
  })
  test('is enqueued once per key, even after it is done', async () => {
    const job = noteJob()
    await Promise.all([send(job), send(job), send(job)])
    await work(job)
    await reaches('completed')
    await send(job)
    await send(job, 2)
    await reaches('completed', 'completed')
    expect(calls.map((it) => it.note)).toEqual([1, 2])
  })
  test('waits for the time it is enqueued for', async () => {
    const job = noteJob()
    await send(job, 1, { startAfter: new Date(Date.now() + 60_000) })
    await work(job)
    await send(job, 2)
    await reaches('created', 'completed')
    expect(calls.map((it) => it.note)).toEqual([2])
  })
  test('with an invalid payload is not enqueued', async () => {
    await expect(send(noteJob(), 1.5)).rejects.toThrow()
    expect(await jobsOf(name)).toEqual([])
  })
  test('without a queue prevents the start with an error that names it', async () => {
    const missing = noteJob({ name: 'test.no-such-queue' })
    await expect(new JobRunner([missing]).start()).rejects.toThrow('test.no-such-queue')
    await expect(new JobRunner([noteJob({ isAlone: true })]).start()).rejects.toThrow(name)
  })
})

describe('a job that fails', () => {
  test('is tried again after 5, 10, 20 s with jitter, and stays as failed after its last try', async () => {
    act = () => Promise.reject(new Error('words with +966500000001 in them'))
    const job = noteJob({ retries: 3 })
    await send(job)
    await work(job)
    for (const pause of [5, 10, 20]) {
      await expect.poll(async () => (await jobsOf(name))[0]?.dueIn, { timeout: 10_000 }).toBeGreaterThan(pause - 2)
      const [waiting] = await jobsOf(name)
      expect(waiting).toMatchObject({ state: 'retry' })
      expect(waiting?.dueIn).toBeLessThanOrEqual(2 * pause)
      await makeDue(name)
    }
    await reaches('failed')
    expect(calls.map((it) => it.attempt)).toEqual([1, 2, 3, 4])
    expect(new Set(calls.map((it) => it.key)).size).toBe(1)
  })
  test('stores the kind of error, and no message text that may contain the data it worked on', async () => {
    act = () => Promise.reject(Object.assign(new TypeError('no such number: +966500000001'), { code: 'E_NUMBER' }))
    const job = noteJob({ retries: 0 })
    await send(job)
    await work(job)
    await reaches('failed')
    expect((await jobsOf(name))[0]?.output).toEqual({ kind: 'TypeError', message: 'E_NUMBER' })
  })
  test('permanently is not retried, and says why', async () => {
    act = () => Promise.reject(new FailedForGood('the gateway says that the message is wrong'))
    const job = noteJob()
    await send(job)
    await work(job)
    await reaches('failed')
    expect(calls).toHaveLength(1)
    const output = { kind: 'FailedForGood', message: 'the gateway says that the message is wrong' }
    expect((await jobsOf(name))[0]?.output).toEqual(output)
  })
  test('because another version enqueued it fails permanently instead of being misread', async () => {
    await send(noteJob())
    const { key: _, payload: __, ...rest } = noteJob()
    const newer = defineJob({
      ...rest,
      payload: z.strictObject({ other: z.number() }),
      key: () => '1',
      handler: record,
    })
    await work(newer)
    await reaches('failed')
    expect(calls).toEqual([])
  })
})

describe('a time limit', () => {
  test('tells the handler to end, and counts as a failure', async () => {
    act = ({ signal }) => delay(60_000, undefined, { signal })
    const job = noteJob({ timeLimitSeconds: 0.2, retries: 0 })
    await send(job)
    await work(job)
    await reaches('failed')
  })
  test('frees the slot of a handler that ignores its signal, 5 s later', async () => {
    let release = (): void => undefined
    act = () => new Promise<void>((done) => (release = done))
    const job = noteJob({ timeLimitSeconds: 0.2, retries: 0 })
    await send(job)
    await work(job)
    await expect.poll(stateOf, { timeout: 10_000 }).toEqual(['failed'])
    expect((await jobsOf(name))[0]?.output).toEqual({ kind: 'TimeLimitReached', message: '0.2 s' })
    release()
  })
  test('that has long passed is noticed by any process, which retries a dead process’s job', async () => {
    const job = noteJob()
    await send(job)
    await db().$executeRaw`
      UPDATE pgboss.job SET state = 'active', started_on = now() - interval '41 s' WHERE name = ${name}`
    await work(job)
    await reaches('retry')
    await makeDue(name)
    await reaches('completed')
    expect(calls).toEqual([{ note: 1, key: '1', attempt: 2 }])
  })
})

describe('several runners', () => {
  test('that fetch an exclusive job at the same time: one gets it', async () => {
    name = `test.alone-${made}`
    await makeQueue(name, 'singleton')
    for (const note of [1, 2, 3, 4]) await send(noteJob({ isAlone: true }), note)
    const taken = await Promise.all([takeJobs(name, 1), takeJobs(name, 1), takeJobs(name, 1)])
    expect(taken.flat()).toHaveLength(1)
  })
  test('share the jobs of a queue, and each job runs once', async () => {
    const job = noteJob({ atOnce: 3 })
    await db().$transaction(async (tx) => {
      for (let note = 0; note < 40; note++) await enqueue(tx, job, { note })
    })
    act = () => delay(5)
    await Promise.all([work(job), work(job), work(job)])
    await expect.poll(async () => new Set(await stateOf()), { timeout: 20_000 }).toEqual(new Set(['completed']))
    expect(calls.map((it) => it.note).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i))
  })
  test('never run two exclusive jobs at once', async () => {
    name = `test.alone-${made}`
    await makeQueue(name, 'singleton')
    let [now, most] = [0, 0]
    act = async () => {
      most = Math.max(most, ++now)
      await delay(30)
      now--
    }
    const job = noteJob({ isAlone: true })
    for (let note = 0; note < 6; note++) await send(job, note)
    await Promise.all([work(job), work(job), work(job)])
    await expect.poll(async () => new Set(await stateOf()), { timeout: 20_000 }).toEqual(new Set(['completed']))
    expect([calls.length, most]).toEqual([6, 1])
  })
})

describe('a runner that is stopped', () => {
  test('lets running jobs finish, and takes no more', async () => {
    let finish = (): void => undefined
    act = () => new Promise<void>((done) => (finish = done))
    const job = noteJob()
    await send(job)
    const runner = await work(job)
    await expect.poll(() => calls.length, { timeout: 5_000 }).toBe(1)
    await send(job, 2)
    const stopped = runner.stop()
    finish()
    await stopped
    expect(await stateOf()).toEqual(['completed', 'created'])
    expect(calls).toHaveLength(1)
  })
  test('releases jobs that do not finish within 10 s: another runner takes them at once, as the same try', async () => {
    act = ({ signal }) => delay(60_000, undefined, { signal })
    const job = noteJob()
    await send(job)
    const runner = await work(job)
    await expect.poll(() => calls.length, { timeout: 5_000 }).toBe(1)
    const began = performance.now()
    await runner.stop()
    expect(performance.now() - began).toBeLessThan(12_000)
    expect(await stateOf()).toEqual(['created'])
    act = () => Promise.resolve()
    await work(job)
    await reaches('completed')
    expect(calls.map((it) => it.attempt)).toEqual([1, 1])
  })
  test('keeps jobs that ignore the signal, so that no other runner runs them meanwhile', async () => {
    let release = (): void => undefined
    act = () => new Promise<void>((done) => (release = done))
    const job = noteJob()
    await send(job)
    const runner = await work(job)
    await expect.poll(() => calls.length, { timeout: 5_000 }).toBe(1)
    await runner.stop()
    expect(await stateOf()).toEqual(['active'])
    release()
    await reaches('completed')
  })
})
