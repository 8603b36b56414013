import 'server-only'
import { db } from '../db/client'
import type { Job } from './define-job'

/**
 * Throws, naming them, when jobs have no queue or one of another policy: pg-boss silently drops jobs sent to a missing
 * queue. A migration creates it with `pgboss.create_queue`.
 */
export async function assertQueues(jobs: readonly Job[]): Promise<void> {
  const queues = await db().$queryRaw<{ name: string; policy: string }[]>`SELECT name, policy FROM pgboss.queue`
  const policies = new Map(queues.map((it) => [it.name, it.policy]))
  const wrong = jobs.filter((job) => policies.get(job.name) !== (job.isAlone ? 'singleton' : 'standard'))
  if (wrong.length > 0)
    throw new Error(
      `no queue with the right policy for ${wrong.map((it) => it.name).join(', ')}: a migration must create it`,
    )
}
