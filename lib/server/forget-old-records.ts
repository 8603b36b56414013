import 'server-only'
import { db } from './db/client'

const eventHours = 48
const keyDays = 7

/**
 * Deletes what has done its service: events after 48 h, keys of commands after 7 days, codes of devices an hour past their
 * end. What is kept about people has rules of its own: `personal-data/retention.ts`.
 */
export async function forgetOldRecords(): Promise<void> {
  const now = Date.now()
  await db().eventLog.deleteMany({ where: { at: { lt: new Date(now - eventHours * 3_600_000) } } })
  await db().idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now - keyDays * 86_400_000) } } })
  await db().devicePairing.deleteMany({ where: { expiresAt: { lt: new Date(now - 3_600_000) } } })
}
