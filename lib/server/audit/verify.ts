import 'server-only'
import { createHash, type Hash } from 'node:crypto'
import { type AuditRecord, digestOf } from './entry'

/** A stored entry with its number, its digest and the head of the chain after its group. */
export type FoundEntry = AuditRecord & { seq: number; digest: Uint8Array; head: Uint8Array }

/** The recorded end of a chain; `last` is the number of the newest stored entry. */
export type ChainEnd = { id: string; seq: number; head: Uint8Array; last: number }

/** A trusted position of a chain: its beginning, or one verified before. */
export type ChainPlace = { seq: number; head: Uint8Array }

/**
 * The kinds of fault: missing numbers; an entry that does not match its digest; entries that do not link to the
 * previous ones; fewer or more entries than the recorded end; another end than computed from the entries.
 */
export type Fault = 'missing' | 'changed' | 'unlinked' | 'cut_off' | 'unrecorded' | 'other_head'

/** The result for one chain: the number of verified entries, and the first fault. */
export type Verdict = {
  chainId: string
  entries: number
  seq: number
  head: string
  broken: { seq: number; why: Fault } | null
}

/** The position before the first entry. */
export const chainStart: ChainPlace = { seq: 0, head: new Uint8Array(32) }

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** Entries written in one transaction: they share one head. */
type Group = { first: number; head: Uint8Array; hash: Hash }

/** Verifies a chain entry by entry, keeping only the last head and the current group. */
class Follower {
  entries = 0
  private seq: number
  private head: Uint8Array
  private group: Group | null = null

  constructor(from: ChainPlace) {
    this.seq = from.seq
    this.head = from.head
  }

  /** Verifies the next entry; returns its fault, or null. */
  take(entry: FoundEntry): Verdict['broken'] {
    if (entry.seq !== this.seq + 1) return { seq: this.seq + 1, why: 'missing' }
    if (!same(digestOf(entry), entry.digest)) return { seq: entry.seq, why: 'changed' }
    if (this.group && !same(this.group.head, entry.head)) {
      const broken = this.closeGroup()
      if (broken) return broken
    }
    this.group ??= { first: entry.seq, head: entry.head, hash: createHash('sha256').update(this.head) }
    this.group.hash.update(entry.digest)
    this.seq = entry.seq
    this.entries++
    return null
  }

  /** Compares the position after the last entry with the recorded end of the chain. */
  end(chain: ChainEnd): Verdict['broken'] {
    const broken = this.closeGroup()
    if (broken) return broken
    if (this.seq < chain.seq) return { seq: this.seq + 1, why: 'cut_off' }
    if (!same(this.head, chain.head)) return { seq: chain.seq, why: 'other_head' }
    return chain.last > chain.seq ? { seq: chain.seq + 1, why: 'unrecorded' } : null
  }

  private closeGroup(): Verdict['broken'] {
    const { group } = this
    if (!group) return null
    this.group = null
    if (!same(group.hash.digest(), group.head)) return { seq: group.first, why: 'unlinked' }
    this.head = group.head
    return null
  }
}

/**
 * Recomputes a chain from its entries, which arrive in pages ordered by number: every digest, every link, gaps, and the
 * end. Returns the first fault. Needs the memory of one page, however long the chain is.
 */
export async function verifyChain(
  chain: ChainEnd,
  pages: AsyncIterable<readonly FoundEntry[]>,
  from: ChainPlace = chainStart,
): Promise<Verdict> {
  const follower = new Follower(from)
  const verdict = (broken: Verdict['broken']): Verdict => {
    return { chainId: chain.id, entries: follower.entries, seq: chain.seq, head: hex(chain.head), broken }
  }
  for await (const page of pages) {
    for (const entry of page) {
      const broken = follower.take(entry)
      if (broken) return verdict(broken)
    }
  }
  return verdict(follower.end(chain))
}
