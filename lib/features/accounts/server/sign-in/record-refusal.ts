import 'server-only'
import { auditRefusal } from '@/lib/server/audit/audit-refusal'
import type { AuditFields, Origin } from '@/lib/server/audit/entry'
import type { Actor } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'

type Refusal = {
  action: 'session.refused' | 'password.refused' | 'second_factor.refused'
  accountId: string
  /** Why: one of our own words, never the typed text. */
  after: AuditFields
  actor: Actor | null
  origin: Origin
}

/**
 * Records a refused credential of an existing account in the audit, a few per minute, so that the chain cannot be flooded.
 * Written after the answer, so that timing does not reveal whether the account exists.
 */
export function recordRefusal({ accountId, ...refusal }: Refusal, now: Date): void {
  const entry = { ...refusal, subject: { type: 'account', id: accountId }, at: now }
  setImmediate(() => void auditRefusal('refusal', accountId, entry))
}

/**
 * Does the work of `recordRefusal` for a name without an account, and keeps nothing. Without it the next request would be
 * answered sooner, which tells that the account does not exist.
 */
export function pretendRefusal(username: string, { why, origin }: { why: string; origin: Origin }, now: Date): void {
  const subject = { type: 'account', id: newId() }
  const entry = { action: 'session.refused' as const, subject, after: { why }, actor: null, origin, at: now }
  setImmediate(() => void auditRefusal('refusal', username, entry, { keeps: false }))
}
