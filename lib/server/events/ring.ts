import type { Frame } from './frame'

const mostEvents = 5_000
const mostBytes = 8 * 1_024 * 1_024

/** An event in its place, ready to be sent again. */
export type Placed = { seq: number; topic: string; frame: Frame }

/** The newest events of a branch, in order and without holes: readers that come back cost no query. */
export class Ring {
  private readonly kept: Placed[] = []
  private bytes = 0

  push(placed: Placed): void {
    this.kept.push(placed)
    this.bytes += placed.frame.chunk.length
    while (this.kept.length > mostEvents || this.bytes > mostBytes)
      this.bytes -= this.kept.shift()?.frame.chunk.length ?? 0
  }

  clear(): void {
    this.kept.length = 0
    this.bytes = 0
  }

  /** Whether everything after `seq` is here; nothing is missing when `seq` is the head. */
  reaches(seq: number, head: number): boolean {
    const first = this.kept[0]
    return seq >= head || (first !== undefined && first.seq <= seq + 1)
  }

  /** The events of these topics after `seq`, or null when the ring does not reach back so far. */
  after(seq: number, head: number, topics: ReadonlySet<string>): Frame[] | null {
    if (!this.reaches(seq, head)) return null
    const first = this.kept[0]
    const frames: Frame[] = []
    if (!first) return frames
    for (let at = Math.max(0, seq + 1 - first.seq); at < this.kept.length; at++) {
      const placed = this.kept[at]
      if (placed && topics.has(placed.topic)) frames.push(placed.frame)
    }
    return frames
  }
}
