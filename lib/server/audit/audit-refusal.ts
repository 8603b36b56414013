import 'server-only'
import { isAppError } from '@/lib/shared/errors'
import { closeTransaction } from '../close-transaction'
import { inTransaction } from '../db/client'
import { consume } from '../limits'
import { log } from '../log'
import type { NewAuditEntry } from './entry'

const perMinute = 20

/** Thrown by a transaction to roll itself back. */
const undone = new Error('rolled back on purpose')

type Options = {
  /** False does the same work and rolls it back, so that the time it takes shows nothing. */
  keeps?: boolean
}

/**
 * Audits a refusal in a separate transaction. Limited per minute and `key`, so that repeated attempts cannot fill the
 * chain. Never throws: the refusal is returned either way.
 */
export async function auditRefusal(
  kind: 'denial' | 'refusal',
  key: string,
  entry: NewAuditEntry,
  { keeps = true }: Options = {},
): Promise<void> {
  try {
    await consume(kind, perMinute, key)
    await inTransaction(async (tx) => {
      await closeTransaction(tx, { branchId: null, events: [], audit: [entry] })
      if (!keeps) throw undone
    })
  } catch (failed) {
    if (failed === undone) return
    if (!isAppError(failed)) log().warn({ reason: (failed as Error).message }, 'a refusal was not recorded')
  }
}
