import { kindNameOf, type ReplayShare } from '@/lib/shared/topic-kind'
import type { Frame } from './frame'

/** A numbered event, ready to be sent again. */
export type Placed = { seq: number; topic: string; frame: Frame }

/** The newest events of one kind of topic, in order: every one after `floor`. */
class KindRing {
  private readonly kept: Placed[] = []
  private bytes = 0

  constructor(public floor: number) {}

  push(placed: Placed, share: ReplayShare): void {
    this.kept.push(placed)
    this.bytes += placed.frame.chunk.length
    while (this.kept.length > share.events || this.bytes > share.bytes) this.dropOldest()
  }

  after(seq: number, topics: ReadonlySet<string>): Placed[] {
    const found: Placed[] = []
    for (let at = this.kept.length - 1; at >= 0; at--) {
      const placed = this.kept[at]
      if (!placed || placed.seq <= seq) break
      if (topics.has(placed.topic)) found.push(placed)
    }
    return found.reverse()
  }

  private dropOldest(): void {
    const oldest = this.kept.shift()
    if (!oldest) return
    this.bytes -= oldest.frame.chunk.length
    this.floor = oldest.seq
  }
}

/**
 * The newest events of a branch, so that reconnecting readers cost no query. Each kind of topic has its own share, so a
 * busy kind evicts only its own events. Replay is complete or refused: a position can be served if it is not before the
 * newest evicted event of any kind that the reader follows.
 */
export class Ring {
  private readonly kinds = new Map<string, KindRing>()

  /** `floor`: the position up to which events are unknown. */
  constructor(
    private readonly shareOf: (kind: string) => ReplayShare,
    private floor: number,
  ) {}

  push(placed: Placed): void {
    const name = kindNameOf(placed.topic)
    const kind = this.kinds.get(name) ?? new KindRing(this.floor)
    this.kinds.set(name, kind)
    kind.push(placed, this.shareOf(name))
  }

  /** Evicts everything up to and including `floor`. */
  restart(floor: number): void {
    this.kinds.clear()
    this.floor = floor
  }

  /** Whether every event of these topics after `seq` is here; true when `seq` is the head. */
  reaches(seq: number, head: number, topics: ReadonlySet<string>): boolean {
    if (seq >= head) return true
    return [...kindNames(topics)].every((name) => seq >= (this.kinds.get(name)?.floor ?? this.floor))
  }

  /** The events of these topics after `seq` in order, or null when one of them may have been evicted. */
  after(seq: number, head: number, topics: ReadonlySet<string>): Frame[] | null {
    if (!this.reaches(seq, head, topics)) return null
    const found = [...kindNames(topics)].flatMap((name) => this.kinds.get(name)?.after(seq, topics) ?? [])
    return found.sort((a, b) => a.seq - b.seq).map(({ frame }) => frame)
  }
}

function kindNames(topics: ReadonlySet<string>): Set<string> {
  const names = new Set<string>()
  for (const topic of topics) names.add(kindNameOf(topic))
  return names
}
