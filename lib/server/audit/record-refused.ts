import 'server-only'
import { isAppError } from '@/lib/shared/errors'
import { closeTransaction } from '../close-transaction'
import { db } from '../db/client'
import { consume } from '../limits'
import { log } from '../log'
import type { NewAuditEntry } from './entry'

const perMinute = 20

/**
 * Writes down by itself that something was refused. A few a minute of each `key`: who keeps trying must not be able to fill
 * the chain. Never fails: the refusal stands without it.
 */
export async function recordRefused(kind: 'denial' | 'refusal', key: string, entry: NewAuditEntry): Promise<void> {
  try {
    await consume(kind, perMinute, key)
    await db().$transaction((tx) => closeTransaction(tx, { branchId: null, events: [], audit: [entry] }))
  } catch (failed) {
    if (!isAppError(failed)) log().warn({ reason: (failed as Error).message }, 'a refusal was not recorded')
  }
}
