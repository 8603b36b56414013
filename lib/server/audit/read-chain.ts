import 'server-only'
import { db } from '../db/client'
import type { AuditFields } from './entry'
import type { ChainEnd, ChainPlace, FoundEntry } from './verify'

const pageSize = 1_000

type EndRow = { id: string; seq: bigint; head: Uint8Array; last: bigint | null }

/** The heads of all chains, read at one moment. */
export async function readChainEnds(): Promise<ChainEnd[]> {
  const rows = await db().$queryRaw<EndRow[]>`
    SELECT id, seq, head, (SELECT max(e.seq) FROM audit_entry e WHERE e.chain_id = c.id) AS last
    FROM audit_chain c ORDER BY id`
  return rows.map((row) => ({ id: row.id, seq: Number(row.seq), head: row.head, last: Number(row.last ?? 0) }))
}

/** The entries of a chain after `from` up to its head at the start of the read, page by page. */
export async function* readChain(chain: ChainEnd, from: ChainPlace): AsyncGenerator<FoundEntry[]> {
  for (let after = from.seq; ; ) {
    const rows = await db().auditEntry.findMany({
      where: { chainId: chain.id, seq: { gt: after, lte: chain.seq } },
      orderBy: { seq: 'asc' },
      take: pageSize,
    })
    const last = rows.at(-1)
    if (!last) return
    yield rows.map((row) => ({
      ...row,
      seq: Number(row.seq),
      at: row.at.getTime(),
      before: row.before as AuditFields | null,
      after: row.after as AuditFields | null,
    }))
    after = Number(last.seq)
  }
}

/** The chain and position of a head; null when no chain has it, which means that the history before it was changed. */
export async function findHead(head: Uint8Array): Promise<(ChainPlace & { chainId: string }) | null> {
  const row = await db().auditEntry.findFirst({ where: { head: new Uint8Array(head) }, orderBy: { seq: 'desc' } })
  return row && { chainId: row.chainId, seq: Number(row.seq), head: row.head }
}
