import 'server-only'
import type { AuditAction, AuditChange } from '../audit/entry'
import { runSystemWork } from '../command'
import { config } from '../config/config'
import { db, type Tx } from '../db/client'
import { forgetPerson } from './forget-person'
import { claimRecentVisits } from './known-visits'

/** Rows per transaction, so that locks are short. */
const batch = 500

/** Smaller, since erasing a person takes several statements. */
const personBatch = 50

/** Days after which an old secret link stops working. */
const oldLinkDays = 3

/** One rule: erases one batch of due rows and returns its size. A batch below the maximum is the last. */
type Rule = { action: AuditAction; most?: number; forget: (tx: Tx, branchId: string, now: Date) => Promise<number> }

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)
const dayBefore = (now: Date, days: number): string => daysBefore(now, days).toISOString().slice(0, 10)

/** PostgreSQL re-checks a row after waiting for its lock, so a person who visited in the meantime is kept. */
async function forgetPersons(tx: Tx, branchId: string, now: Date): Promise<number> {
  const persons = await tx.$queryRaw<{ id: string; branchId: string }[]>`
    SELECT id, branch_id AS "branchId" FROM person
    WHERE branch_id = ${branchId}::uuid AND erased_at IS NULL
      AND last_visit_on < ${dayBefore(now, config().retentionDays.person)}::date
    ORDER BY id LIMIT ${personBatch} FOR UPDATE`
  for (const person of persons) await forgetPerson(tx, person, now)
  return persons.length
}

const inBranches: readonly Rule[] = [
  // First, because it extends the retention of recent visitors.
  { action: 'retention.claim_visits', forget: (tx, branchId) => claimRecentVisits(tx, branchId, batch) },
  {
    action: 'retention.forget_names',
    forget: (tx, branchId, now) => tx.$executeRaw`
      UPDATE visit SET holder_name_sealed = NULL WHERE id IN (
        SELECT id FROM visit WHERE branch_id = ${branchId}::uuid AND holder_name_sealed IS NOT NULL
          AND business_date < ${dayBefore(now, config().retentionDays.holderName)}::date LIMIT ${batch})`,
  },
  {
    action: 'retention.forget_names',
    forget: (tx, branchId, now) => tx.$executeRaw`
      UPDATE visit_step SET remark_sealed = NULL WHERE id IN (
        SELECT s.id FROM visit_step AS s JOIN visit AS v ON v.id = s.visit_id
        WHERE v.branch_id = ${branchId}::uuid AND s.remark_sealed IS NOT NULL
          AND v.business_date < ${dayBefore(now, config().retentionDays.holderName)}::date LIMIT ${batch})`,
  },
  {
    action: 'retention.forget_links',
    forget: (tx, branchId, now) => tx.$executeRaw`
      UPDATE visit SET link_token = NULL WHERE id IN (
        SELECT id FROM visit WHERE branch_id = ${branchId}::uuid AND link_token IS NOT NULL
          AND business_date < ${dayBefore(now, oldLinkDays)}::date LIMIT ${batch})`,
  },
  { action: 'retention.forget_persons', most: personBatch, forget: forgetPersons },
  {
    action: 'retention.forget_codes',
    forget: (tx, branchId, now) => tx.$executeRaw`
      DELETE FROM phone_confirmation WHERE id IN (
        SELECT id FROM phone_confirmation WHERE branch_id = ${branchId}::uuid
          AND created_at < ${daysBefore(now, config().retentionDays.confirmation)} LIMIT ${batch})`,
  },
]

/** A session's end: when it was closed, or its expiry. */
const ofInstallation: Rule = {
  action: 'retention.forget_sessions',
  forget: (tx, _, now) => tx.$executeRaw`
    DELETE FROM session WHERE id IN (
      SELECT id FROM session WHERE LEAST(revoked_at, expires_at) < ${daysBefore(now, config().retentionDays.session)}
      LIMIT ${batch})`,
}

async function follow(
  { action, most = batch, forget }: Rule,
  branchId: string | null,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const subject = branchId === null ? { type: 'installation', id: 'all' } : { type: 'branch', id: branchId }
  for (let count = most; count >= most; ) {
    signal?.throwIfAborted()
    await runSystemWork(branchId, async (tx) => {
      count = await forget(tx, branchId ?? '', now)
      const audit: AuditChange[] = count > 0 ? [{ action, subject, after: { count } }] : []
      return { events: [], audit }
    })
  }
}

/**
 * Deletes or empties everything whose retention period is over, in small batches, each audited with its size. Stops
 * between two batches when `signal` is aborted.
 */
export async function applyRetention(now: Date, signal?: AbortSignal): Promise<void> {
  const branches = await db().branch.findMany({ select: { id: true } })
  for (const { id } of branches) for (const rule of inBranches) await follow(rule, id, now, signal)
  await follow(ofInstallation, null, now, signal)
}
