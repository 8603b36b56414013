import 'server-only'
import { Prisma } from '../generated/prisma/client'
import { type AuditRecord, digestOf, type NewAuditEntry, recordOf } from './entry'

/** A row as sent to the database, by column name. */
function rowOf(it: AuditRecord): Record<string, unknown> {
  return {
    at: new Date(it.at).toISOString(),
    actor_kind: it.actorKind,
    actor_id: it.actorId,
    session_id: it.sessionId,
    network: it.network,
    request_id: it.requestId,
    action: it.action,
    subject_type: it.subjectType,
    subject_id: it.subjectId,
    before: it.before,
    after: it.after,
    reason: it.reason,
    digest: digestOf(it).toString('hex'),
  }
}

/**
 * The CTEs that add entries to a chain: `chain` (its new number) and `audited`. The chain's row stays locked until the
 * commit, so entries are numbered without gaps in commit order. `after` is a CTE that must run before, so that locks
 * are always taken in one order. All entries are one parameter: an array per column costs half as much again.
 */
export function appendAudit(chainId: string, entries: readonly NewAuditEntry[], after: 'clock' | null): Prisma.Sql {
  const rows = entries.map((entry) => rowOf(recordOf(chainId, entry)))
  const from = after === 'clock' ? Prisma.sql`FROM clock` : Prisma.empty
  return Prisma.sql`
    entry AS (
      SELECT * FROM ROWS FROM (json_to_recordset(${JSON.stringify(rows)}::json) AS (at timestamptz, actor_kind text, actor_id uuid,
        session_id uuid, network text, request_id text, action text, subject_type text, subject_id text, before jsonb,
        after jsonb, reason text, digest text)) WITH ORDINALITY AS e (at, actor_kind, actor_id, session_id, network,
        request_id, action, subject_type, subject_id, before, after, reason, digest, place)
    ), chain AS (
      UPDATE audit_chain AS c SET seq = c.seq + ${rows.length}::int,
        head = sha256(c.head || (SELECT string_agg(decode(digest, 'hex'), ''::bytea ORDER BY place) FROM entry))
      ${from} WHERE c.id = ${chainId}::uuid RETURNING c.seq, c.head
    ), audited AS (
      INSERT INTO audit_entry (chain_id, seq, at, actor_kind, actor_id, session_id, network, request_id, action, subject_type,
        subject_id, before, after, reason, digest, head)
      SELECT ${chainId}::uuid, chain.seq - ${rows.length}::int + place, at, actor_kind, actor_id, session_id, network, request_id,
        action, subject_type, subject_id, before, after, reason, decode(digest, 'hex'), chain.head
      FROM chain, entry
    )`
}
