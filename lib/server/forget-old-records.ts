import 'server-only'
import { db } from './db/client'

const hourMs = 3_600_000
const eventHours = 48
const keyDays = 7
const doneJobDays = 1
const failedJobDays = 30

/**
 * Deletes expired records: events after 48 h, idempotency keys after 7 days, pairing codes an hour after they expire,
 * jobs a day after success or 30 days after failure. Personal data has its own rules: `personal-data/retention.ts`.
 */
export async function forgetOldRecords(signal?: AbortSignal): Promise<void> {
  const now = Date.now()
  await db().eventLog.deleteMany({ where: { at: { lt: new Date(now - eventHours * hourMs) } } })
  signal?.throwIfAborted()
  await db().idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now - keyDays * 24 * hourMs) } } })
  signal?.throwIfAborted()
  await db().devicePairing.deleteMany({ where: { expiresAt: { lt: new Date(now - hourMs) } } })
  await db().$executeRaw`
    DELETE FROM pgboss.job
    WHERE (state IN ('completed', 'cancelled') AND completed_on < now() - make_interval(days => ${doneJobDays}::int))
      OR (state = 'failed' AND completed_on < now() - make_interval(days => ${failedJobDays}::int))`
}
