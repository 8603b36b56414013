import 'server-only'
import { db } from '../db/client'
import { findHead, readChain, readChainEnds } from './read-chain'
import { type ChainEnd, type ChainPlace, chainStart, type Verdict, verifyChain } from './verify'

/** A head that was exported earlier and stored elsewhere. */
export type KeptHead = { chainId: string; seq: number; head: string }

/** The result for a chain, with the name of its branch; null for the installation's own chain. */
export type NamedVerdict = Verdict & { branch: string | null }

/** A missing item: an exported head, or the chain of a branch. */
export type Absence = { what: 'head' | 'chain'; chainId: string; seq: number }

async function branchNames(): Promise<Map<string, string>> {
  const branches = await db().branch.findMany({ select: { id: true, slug: true } })
  return new Map(branches.map((it) => [it.id, it.slug]))
}

function placeOf(chain: ChainEnd, kept: KeptHead | undefined): ChainPlace {
  return kept === undefined || kept.seq > chain.seq
    ? chainStart
    : { seq: kept.seq, head: new Uint8Array(Buffer.from(kept.head, 'hex')) }
}

/** The heads of all chains, to be stored where the owner of this database has no access. */
export async function currentHeads(): Promise<(KeptHead & { branch: string | null })[]> {
  const names = await branchNames()
  const ends = await readChainEnds()
  return ends.map(({ id, seq, head }) => {
    return { chainId: id, seq, head: Buffer.from(head).toString('hex'), branch: names.get(id) ?? null }
  })
}

/** Exported heads that are no longer in the chains, and branches without a chain. */
export async function findAbsences(kept: readonly KeptHead[]): Promise<Absence[]> {
  const absences: Absence[] = []
  for (const { chainId, seq, head } of kept) {
    if (seq === 0) continue
    const entry = await db().auditEntry.findUnique({ where: { chainId_seq: { chainId, seq } }, select: { head: true } })
    if (!entry || Buffer.from(entry.head).toString('hex') !== head) absences.push({ what: 'head', chainId, seq })
  }
  const chains = new Set((await readChainEnds()).map((it) => it.id))
  for (const id of (await branchNames()).keys()) {
    if (!chains.has(id)) absences.push({ what: 'chain', chainId: id, seq: 0 })
  }
  return absences
}

/** The position of a single head. */
export async function keptHeadOf(head: string): Promise<KeptHead | null> {
  const place = await findHead(Buffer.from(head, 'hex'))
  return place && { chainId: place.chainId, seq: place.seq, head }
}

/** Verifies every chain, one after another; a chain with a head in `since` only after that head. */
export async function* verifyAll(since: readonly KeptHead[] = []): AsyncGenerator<NamedVerdict> {
  const names = await branchNames()
  for (const chain of await readChainEnds()) {
    const from = placeOf(
      chain,
      since.find((it) => it.chainId === chain.id),
    )
    const verdict = await verifyChain(chain, readChain(chain, from), from)
    yield { ...verdict, branch: names.get(chain.id) ?? null }
  }
}
