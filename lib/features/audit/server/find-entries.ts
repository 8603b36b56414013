import 'server-only'
import type { AuditFields } from '@/lib/server/audit/entry'
import { db } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'

/** A search in one chain. */
export type Search = {
  chainId: string
  from: Date | null
  to: Date | null
  actorId: string | null
  /** Ends with a dot for all actions of a noun. */
  action: string | null
  subjectId: string | null
  before: number | null
  limit: number
}

export type EntryRow = {
  seq: bigint
  at: Date
  actor_kind: string
  actor_id: string | null
  session_id: string | null
  network: string | null
  request_id: string | null
  action: string
  subject_type: string
  subject_id: string
  before: AuditFields | null
  after: AuditFields | null
  reason: string | null
}

/** Entries are numbered at commit but dated earlier, so their times may be out of order by up to this much. */
const disorderMs = 5 * 60_000

/** Entries scanned per page when no index supports the filter. */
const window = 20_000

/** Entries are nearly in order of time and have no gaps, so a time is found by binary search. */
function halving(name: string, chainId: string, at: Date): Prisma.Sql {
  const table = Prisma.raw(name)
  return Prisma.sql`${table} (low, high) AS (
    SELECT 1::bigint, seq + 1 FROM audit_chain WHERE id = ${chainId}::uuid
    UNION ALL
    SELECT CASE WHEN e.at < ${at} THEN middle + 1 ELSE low END, CASE WHEN e.at < ${at} THEN high ELSE middle END
    FROM ${table}, LATERAL (SELECT (low + high) / 2 AS middle) AS m,
      LATERAL (SELECT at FROM audit_entry WHERE chain_id = ${chainId}::uuid AND seq = middle) AS e
    WHERE low < high
  )`
}

/** The range of numbers that contains every entry from `from` to `to`: at or above `low`, below `high`. One query. */
async function range({ chainId, from, to, before }: Search): Promise<{ low: number; high: number }> {
  const start = halving('start', chainId, from ? new Date(from.getTime() - disorderMs) : new Date(0))
  const end = halving('finish', chainId, to ? new Date(to.getTime() + disorderMs) : new Date('9001-01-01'))
  const rows = await db().$queryRaw<{ low: bigint | null; high: bigint | null }[]>`
    WITH RECURSIVE ${start}, ${end}
    SELECT (SELECT max(low) FROM start) AS low, (SELECT min(high) FROM finish) AS high`
  const [row] = rows
  const high = Number(row?.high ?? 1)
  return { low: Number(row?.low ?? 1), high: before === null ? high : Math.min(high, before) }
}

function conditions(search: Search, low: number, high: number): Prisma.Sql {
  const { chainId, from, to, actorId, action, subjectId } = search
  const all = [Prisma.sql`chain_id = ${chainId}::uuid AND seq >= ${low} AND seq < ${high}`]
  if (from) all.push(Prisma.sql`at >= ${from}`)
  if (to) all.push(Prisma.sql`at < ${to}`)
  // Written like the condition of the index.
  if (actorId) all.push(Prisma.sql`actor_id = ${actorId}::uuid AND actor_kind IN ('staff', 'device', 'software')`)
  if (action)
    all.push(action.endsWith('.') ? Prisma.sql`starts_with(action, ${action})` : Prisma.sql`action = ${action}`)
  if (subjectId) all.push(Prisma.sql`subject_id = ${subjectId}`)
  return Prisma.join(all, ' AND ')
}

export type Found = { rows: EntryRow[]; next: number | null; lookedBackTo: Date | null }

async function momentOf(chainId: string, seq: number): Promise<Date | null> {
  const entry = await db().auditEntry.findUnique({ where: { chainId_seq: { chainId, seq } }, select: { at: true } })
  return entry?.at ?? null
}

/**
 * A page of search results, newest first. Its cost does not depend on the length of the chain: actor and subject have
 * an index; other searches stop after a number of entries and say where to continue. At most three queries.
 */
export async function findEntries(search: Search): Promise<Found> {
  const { low, high } = await range(search)
  const indexed = search.actorId !== null || search.subjectId !== null
  const floor = indexed ? low : Math.max(low, high - window)
  const rows = await db().$queryRaw<EntryRow[]>`
    SELECT seq, at, actor_kind, actor_id, session_id, network, request_id, action, subject_type, subject_id, before, after, reason
    FROM audit_entry WHERE ${conditions(search, floor, high)} ORDER BY seq DESC LIMIT ${search.limit + 1}`
  if (rows.length > search.limit) {
    const page = rows.slice(0, search.limit)
    return { rows: page, next: Number(page.at(-1)?.seq), lookedBackTo: null }
  }
  if (floor <= low) return { rows, next: null, lookedBackTo: null }
  return { rows, next: floor, lookedBackTo: await momentOf(search.chainId, floor) }
}
