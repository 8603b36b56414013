import 'server-only'
import type { z } from 'zod'
import { findBranch } from '@/lib/features/branches/server/public'
import { installationChain } from '@/lib/server/audit/entry'
import { type Actor, assertCan, mayEverywhere } from '@/lib/server/identity/actor'
import { AppError } from '@/lib/shared/errors'
import type { AuditEntryDto, AuditPageDto, listAudit as listContract } from '../contract'
import { type EntryRow, findEntries } from './find-entries'
import { findNames } from './find-names'

type Query = z.output<(typeof listContract)['query']>

/** The requested chain: of a branch, or the one without a branch, which concerns all branches. */
async function chainOf(actor: Actor, slug: string | undefined): Promise<string> {
  if (slug === undefined) {
    if (!mayEverywhere(actor, 'audit.read')) throw new AppError('not_allowed')
    return installationChain
  }
  const branch = await findBranch(slug)
  assertCan(actor, 'audit.read', branch.id)
  return branch.id
}

const [earliest, latest] = [Date.parse('1970-01-02T00:00:00Z'), Date.parse('9000-01-01T00:00:00Z')]

/** A time in the range of the database type. */
function momentOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(Math.min(Math.max(Date.parse(text), earliest), latest))
}

function presentEntry(row: EntryRow): AuditEntryDto {
  const { before, after } = row
  return {
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind as AuditEntryDto['actor']['kind'], id: row.actor_id },
    sessionId: row.session_id,
    network: row.network,
    requestId: row.request_id,
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id },
    before: before as AuditEntryDto['before'],
    after: after as AuditEntryDto['after'],
    reason: row.reason,
  }
}

/**
 * A page of the audit of one branch, or of entries without a branch. Throws `not_allowed`, `unknown_branch`. At most
 * four queries.
 */
export async function listAudit(actor: Actor, query: Query): Promise<AuditPageDto> {
  const chainId = await chainOf(actor, query.branch)
  const { rows, next, lookedBackTo } = await findEntries({
    chainId,
    from: momentOf(query.from),
    to: momentOf(query.to),
    actorId: query.actor ?? null,
    action: query.action ?? null,
    subjectId: query.subject ?? null,
    before: query.before ?? null,
    limit: query.limit,
  })
  const names = await findNames(rows)
  return { entries: rows.map(presentEntry), names, next, lookedBackTo: lookedBackTo?.toISOString() ?? null }
}
