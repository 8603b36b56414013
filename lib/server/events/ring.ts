import type { LoggedEvent } from './event'

const capacity = 5_000

/** The newest events of a branch, in order and without holes: reconnecting readers cost no query. */
export class Ring {
  private events: LoggedEvent[] = []

  push(event: LoggedEvent): void {
    this.events.push(event)
    if (this.events.length > capacity * 1.2) this.events = this.events.slice(-capacity)
  }

  clear(): void {
    this.events = []
  }

  /** Everything after `seq`, or null when the ring does not reach back so far. */
  after(seq: number, head: number): LoggedEvent[] | null {
    if (seq >= head) return []
    const first = this.events[0]
    if (!first || first.seq > seq + 1) return null
    return this.events.slice(seq + 1 - first.seq)
  }
}
