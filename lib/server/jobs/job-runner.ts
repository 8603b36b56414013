import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { log } from '../log'
import { assertQueues } from './assert-queues'
import type { Job } from './define-job'
import { findWork } from './find-work'
import { noteOf, ServerStopped } from './job-errors'
import { runJob } from './run-job'
import { ScheduleRuns } from './schedule-runs'
import { failLost } from './settle-job'
import { type TakenJob, takeJobs } from './take-jobs'

const everyMs = 1_000
/** When stopping: how long running jobs may take to finish, and how long after that to react to the abort. */
const finishMs = 10_000
const noticeMs = 1_000

type Running = { taken: TakenJob; stop: AbortController; over: Promise<void> }

/**
 * Runs jobs in this process. It polls once a second, with one query for all queues, and at once when one of its jobs
 * has ended. pg-boss's own workers would poll each queue separately, and end the process when a job's result cannot be
 * stored.
 */
export class JobRunner {
  private readonly jobs: ReadonlyMap<string, Job>
  private readonly schedules: ScheduleRuns
  private readonly running = new Set<Running>()
  private isStopped = false
  private isAway = false
  private timer: NodeJS.Timeout | undefined
  private looking: Promise<void> = Promise.resolve()
  private looksAgain = false

  constructor(jobs: readonly Job[]) {
    this.jobs = new Map(jobs.map((job) => [job.name, job]))
    this.schedules = new ScheduleRuns(jobs)
  }

  /** Starts. Throws when a job has no queue. */
  async start(): Promise<void> {
    await assertQueues([...this.jobs.values()])
    this.timer = setInterval(() => this.lookSoon(), everyMs)
    this.lookSoon()
  }

  /**
   * Takes no more jobs, lets running ones finish for 10 s, then aborts them: those that end are returned to their
   * queue. One that keeps running stays marked as running, so that no other process runs it concurrently, and is later
   * found as lost.
   */
  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    await this.looking
    await this.endWithin(finishMs)
    for (const { stop } of this.running) stop.abort(new ServerStopped())
    await this.endWithin(noticeMs)
  }

  private async endWithin(ms: number): Promise<void> {
    const ended = new AbortController()
    const all = Promise.all([...this.running].map(({ over }) => over))
    await Promise.race([all, delay(ms, undefined, { signal: ended.signal }).catch(() => undefined)])
    ended.abort()
  }

  /** Polls now, or once more when the current poll has ended. */
  private lookSoon(): void {
    if (this.isStopped || this.looksAgain) return
    this.looksAgain = true
    this.looking = this.looking.then(async () => {
      this.looksAgain = false
      if (!this.isStopped) await this.look()
    })
  }

  private async look(): Promise<void> {
    try {
      await this.schedules.enqueueDue(new Date())
      const { due, lost } = await findWork()
      for (const it of lost) await this.recover(it)
      for (const name of due) await this.take(name)
      this.isAway = false
    } catch (error) {
      if (!this.isAway) log().error(noteOf(error), 'cannot poll for jobs; retrying every second')
      this.isAway = true
    }
  }

  /** Its process died or hangs: retries it if it has tries left. */
  private async recover({ name, id }: { name: string; id: string }): Promise<void> {
    if ([...this.running].some(({ taken }) => taken.id === id)) return
    if (await failLost({ name, id })) log().error({ job: name, id }, 'a job was lost with its process, or hangs')
  }

  private async take(name: string): Promise<void> {
    const job = this.jobs.get(name)
    if (!job) return
    const mine = [...this.running].filter((it) => it.taken.name === name).length
    const free = job.atOnce - mine
    if (free < 1) return
    for (const taken of await takeJobs(name, free)) this.run(job, taken)
  }

  private run(job: Job, taken: TakenJob): void {
    const stop = new AbortController()
    const it: Running = { taken, stop, over: runJob(job, taken, stop) }
    this.running.add(it)
    it.over = it.over.finally(() => {
      this.running.delete(it)
      this.lookSoon()
    })
  }
}
