import 'server-only'
import { Prisma } from '../generated/prisma/client'
import { digestOf, type NewAuditEntry, recordOf } from './entry'

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/**
 * The part of a statement that adds entries to a chain: `chain` (its number now) and `audited`. The chain's row stays
 * locked until the commit, so entries are numbered without gap in the order of commit. `after` is a part that must have
 * run before, so that locks are always taken in one order.
 */
export function appendAudit(chainId: string, entries: readonly NewAuditEntry[], after: 'clock' | null): Prisma.Sql {
  const records = entries.map((entry) => recordOf(chainId, entry))
  const texts = <K extends keyof (typeof records)[number]>(key: K) => records.map((it) => it[key])
  const from = after === 'clock' ? Prisma.sql`FROM clock` : Prisma.empty
  return Prisma.sql`
    entry AS (
      SELECT * FROM unnest(
        ${records.map((it) => new Date(it.at).toISOString())}::timestamptz[], ${texts('actorKind')}::text[],
        ${texts('actorId')}::uuid[], ${texts('sessionId')}::uuid[], ${texts('network')}::text[], ${texts('requestId')}::text[],
        ${texts('action')}::text[], ${texts('subjectType')}::text[], ${texts('subjectId')}::text[],
        ${records.map((it) => json(it.before))}::text[], ${records.map((it) => json(it.after))}::text[],
        ${texts('reason')}::text[], ${records.map((it) => `\\x${digestOf(it).toString('hex')}`)}::bytea[]
      ) WITH ORDINALITY AS e (at, actor_kind, actor_id, session_id, network, request_id, action, subject_type, subject_id,
        before, after, reason, digest, place)
    ), chain AS (
      UPDATE audit_chain AS c SET seq = c.seq + ${records.length}::int,
        head = sha256(c.head || (SELECT string_agg(digest, ''::bytea ORDER BY place) FROM entry))
      ${from} WHERE c.id = ${chainId}::uuid RETURNING c.seq, c.head
    ), audited AS (
      INSERT INTO audit_entry (chain_id, seq, at, actor_kind, actor_id, session_id, network, request_id, action, subject_type,
        subject_id, before, after, reason, digest, head)
      SELECT ${chainId}::uuid, chain.seq - ${records.length}::int + place, at, actor_kind, actor_id, session_id, network, request_id,
        action, subject_type, subject_id, before::jsonb, after::jsonb, reason, digest, chain.head
      FROM chain, entry
    )`
}
