import 'server-only'
import { db } from './db/client'

const hourMs = 3_600_000
const eventHours = 48
const keyDays = 7
const doneJobDays = 1
const failedJobDays = 30

/** Rows per statement, so that each is short. */
const most = 2_000

const forgetJobs = (): Promise<number> => db().$executeRaw`
  DELETE FROM pgboss.job WHERE (name, id) IN (
    SELECT name, id FROM pgboss.job
    WHERE (state IN ('completed', 'cancelled') AND completed_on < now() - make_interval(days => ${doneJobDays}::int))
      OR (state = 'failed' AND completed_on < now() - make_interval(days => ${failedJobDays}::int))
    LIMIT ${most}::int)`

/**
 * Deletes expired records: events after 48 h, idempotency keys after 7 days, pairing codes an hour after they expire,
 * jobs a day after success or 30 days after failure. Personal data has its own rules: `personal-data/retention.ts`. Stops
 * between two statements when `signal` is aborted.
 */
export async function forgetOldRecords(signal?: AbortSignal): Promise<void> {
  const before = (hours: number): { lt: Date } => ({ lt: new Date(Date.now() - hours * hourMs) })
  const parts: (() => Promise<number>)[] = [
    async () => (await db().eventLog.deleteMany({ where: { at: before(eventHours) }, limit: most })).count,
    async () =>
      (await db().idempotencyKey.deleteMany({ where: { createdAt: before(keyDays * 24) }, limit: most })).count,
    async () => (await db().devicePairing.deleteMany({ where: { expiresAt: before(1) }, limit: most })).count,
    forgetJobs,
  ]
  for (const forgetSome of parts) {
    do signal?.throwIfAborted()
    while ((await forgetSome()) === most)
  }
}
