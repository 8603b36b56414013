import 'server-only'
import type { AuditFields, Origin } from '@/lib/server/audit/entry'
import { recordRefused } from '@/lib/server/audit/record-refused'
import type { Actor } from '@/lib/server/identity/actor'

type Refusal = {
  action: 'session.refused' | 'password.refused' | 'second_factor.refused'
  accountId: string
  /** Why: a word of ours, never what was typed. */
  after: AuditFields
  actor: Actor | null
  origin: Origin
}

/**
 * Notes that a proof for an account that there is was refused; a few a minute of each, so that nobody can fill the chain.
 * It is written behind the answer: that must not take longer than for an account that there is not.
 */
export function recordRefusal({ accountId, ...refusal }: Refusal, now: Date): void {
  const entry = { ...refusal, subject: { type: 'account', id: accountId }, at: now }
  setImmediate(() => void recordRefused('refusal', accountId, entry))
}
