import 'server-only'
import { db } from '../db/client'
import { findHead, readChain, readChainEnds } from './read-chain'
import { type ChainEnd, type ChainPlace, chainStart, type Verdict, verifyChain } from './verify'

/** A head that somebody wrote down earlier, in another place. */
export type KeptHead = { chainId: string; seq: number; head: string }

/** A chain's verdict, under the name of its branch; the installation's own has none. */
export type NamedVerdict = Verdict & { branch: string | null }

/** What was asked for and is not there: a kept head, or the chain of a branch. */
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

/** The heads of all chains, to be kept where the owner of this database cannot reach. */
export async function currentHeads(): Promise<(KeptHead & { branch: string | null })[]> {
  const names = await branchNames()
  const ends = await readChainEnds()
  return ends.map(({ id, seq, head }) => {
    return { chainId: id, seq, head: Buffer.from(head).toString('hex'), branch: names.get(id) ?? null }
  })
}

/** Kept heads that the chains do not lead to any more, and branches that have no chain. */
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

/** The place of a head by itself. */
export async function keptHeadOf(head: string): Promise<KeptHead | null> {
  const place = await findHead(Buffer.from(head, 'hex'))
  return place && { chainId: place.chainId, seq: place.seq, head }
}

/** Verifies every chain, one after another; those of `since` only after the head that is given for them. */
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
