import 'server-only'
import type { AuditFields, NewAuditEntry, Origin } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { db } from '@/lib/server/db/client'
import type { Actor } from '@/lib/server/identity/actor'
import { consume } from '@/lib/server/limits'
import { log } from '@/lib/server/log'
import { isAppError } from '@/lib/shared/errors'

const perMinute = 20

type Refusal = {
  action: 'session.refused' | 'password.refused' | 'second_factor.refused'
  accountId: string
  /** Why: a word of ours, never what was typed. */
  after: AuditFields
  actor: Actor | null
  origin: Origin
}

async function write({ action, accountId, after, actor, origin }: Refusal, at: Date): Promise<void> {
  try {
    await consume('refusal', perMinute, accountId)
    const audit: NewAuditEntry[] = [{ action, subject: { type: 'account', id: accountId }, after, actor, origin, at }]
    await db().$transaction((tx) => closeTransaction(tx, { branchId: null, events: [], audit }))
  } catch (failed) {
    if (!isAppError(failed)) log().warn({ reason: (failed as Error).message }, 'a refusal was not recorded')
  }
}

/**
 * Notes that a proof for an account that there is was refused; a few a minute of each, so that nobody can fill the chain.
 * It is written behind the answer: that must not take longer than for an account that there is not.
 */
export function recordRefusal(refusal: Refusal, now: Date): void {
  setImmediate(() => void write(refusal, now))
}
