import { metrics } from '../metrics'
import type { Frame } from './frame'

/** Where a stream's bytes go. Both hosts have one: a Node response, or a web stream. */
export type Sink = {
  write: (frame: Frame) => void
  /** Bytes that the other side has not taken yet. */
  pending: () => number
  /** Ends politely, after what was written. */
  end: () => void
  /** Cuts at once. */
  destroy: () => void
}

const pendingLimit = 256 * 1_024

/** One open stream: its topics, the session its rights come from, and its sink. */
export class Reader {
  closed = false
  private stalledSince: number | null = null

  constructor(
    readonly topics: readonly string[],
    readonly sessionId: string | null,
    private readonly sink: Sink,
    /** Called when the stream must start again from what is true now. */
    readonly restarted: () => void,
  ) {}

  /** Writes, or cuts a reader that has left more than 256 KB unread: it comes back with its cursor. */
  write(frame: Frame): void {
    if (this.closed) return
    this.sink.write(frame)
    if (this.sink.pending() > pendingLimit) this.cut()
  }

  /** Cuts a reader that has taken nothing for `limitMs`. Called with the heartbeat. */
  checkStalled(now: number, limitMs: number): void {
    if (this.sink.pending() === 0) this.stalledSince = null
    else if (this.stalledSince === null) this.stalledSince = now
    else if (now - this.stalledSince >= limitMs) this.cut()
  }

  /** Ends the stream politely. */
  end(): void {
    if (this.closed) return
    this.closed = true
    this.sink.end()
  }

  private cut(): void {
    this.closed = true
    metrics().slowReadersCut.inc()
    this.sink.destroy()
  }
}
