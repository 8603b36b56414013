import 'server-only'
import { isAppError } from '@/lib/shared/errors'
import { closeTransaction } from '../close-transaction'
import { db } from '../db/client'
import { consume } from '../limits'
import { log } from '../log'
import type { NewAuditEntry } from './entry'

const perMinute = 20

/**
 * Audits a refusal in a separate transaction. Limited per minute and `key`, so that repeated attempts cannot fill the
 * chain. Never throws: the refusal is returned either way.
 */
export async function recordRefused(kind: 'denial' | 'refusal', key: string, entry: NewAuditEntry): Promise<void> {
  try {
    await consume(kind, perMinute, key)
    await db().$transaction((tx) => closeTransaction(tx, { branchId: null, events: [], audit: [entry] }))
  } catch (failed) {
    if (!isAppError(failed)) log().warn({ reason: (failed as Error).message }, 'a refusal was not recorded')
  }
}
