import 'server-only'
import { db } from '../db/client'
import type { Job } from './define-job'
import { enqueue } from './enqueue'

/** The start of the slot of a schedule that contains `now`. */
export function slotOf(everySeconds: number, now: Date): string {
  const length = everySeconds * 1_000
  return new Date(Math.floor(now.getTime() / length) * length).toISOString()
}

/** Whether a run of this schedule waits, is to be retried, or runs. */
async function isUnfinished(name: string): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = ${name} AND state < 'completed' LIMIT 1`
  return rows.length > 0
}

/**
 * Enqueues the runs of a process's schedules when their slots begin. Every process of the cluster does so: a slot has
 * one key, so there is one run. A process remembers what it has enqueued and does not query the database about it
 * again.
 */
export class ScheduleRuns {
  private readonly enqueued = new Map<string, string>()

  constructor(private readonly jobs: readonly Job[]) {}

  async enqueueDue(now: Date): Promise<void> {
    for (const job of this.jobs) {
      if (job.everySeconds === null) continue
      const slot = slotOf(job.everySeconds, now)
      if (this.enqueued.get(job.name) === slot) continue
      if (!(await isUnfinished(job.name))) await enqueue(db(), job, { slot })
      this.enqueued.set(job.name, slot)
    }
  }
}
