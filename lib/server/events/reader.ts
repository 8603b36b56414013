import type { Credential } from '../identity/actor'
import { metrics } from '../metrics'
import { byeFrame, type Frame } from './frame'

/** Where a stream's bytes go. Both hosts have one: a Node socket, or a web stream. Nothing follows `end` or `destroy`. */
export type Sink = {
  write: (frame: Frame) => void
  /** Where bytes may be written past it just now: a file descriptor, or -1 while it owes something. */
  descriptor?: () => number
  /** Writes what the descriptor did not take. */
  rest?: (bytes: Buffer) => void
  /** Bytes that the other side has not taken yet. */
  pending: () => number
  /** Ends gracefully, after pending writes. */
  end: () => void
  /** Cuts at once. */
  destroy: () => void
}

type Home = { remove: (reader: Reader) => void }

const pendingLimit = 256 * 1_024
const stalledMs = 10_000

/** One open stream: its topics, its credential, and its sink. */
export class Reader {
  private closed = false
  private limit = pendingLimit
  private written = 0
  private taken = 0
  private takenAt = Date.now()

  constructor(
    private readonly home: Home,
    readonly topics: ReadonlySet<string>,
    readonly credential: Credential | null,
    private readonly sink: Sink,
  ) {}

  /** Writes the beginning of a stream. Its length alone never closes the stream, since a reconnect would repeat it. */
  begin(frame: Frame): void {
    this.limit += frame.chunk.length
    this.write(frame)
  }

  /** Writes, or cuts a reader that has left more than 256 KB unread: it comes back with its cursor. */
  write(frame: Frame): void {
    if (this.closed) return
    this.written += frame.chunk.length
    this.sink.write(frame)
    if (this.sink.pending() > this.limit) this.cut()
  }

  /** Where the next frame may be written past the sink; -1 when it must go through it. */
  get descriptor(): number {
    return this.closed ? -1 : (this.sink.descriptor?.() ?? -1)
  }

  /** A frame was written directly to the socket, which accepted this many bytes; the rest goes through the sink. */
  took(chunk: Buffer, bytes: number): void {
    this.written += chunk.length
    if (bytes >= chunk.length) return
    this.sink.rest?.(chunk.subarray(bytes))
    if (this.sink.pending() > this.limit) this.cut()
  }

  /** Cuts a reader that has had something to take for 10 s and took nothing. */
  checkStalled(now: number): void {
    const pending = this.sink.pending()
    const taken = this.written - pending
    if (pending === 0 || taken !== this.taken) {
      this.taken = taken
      this.takenAt = now
    } else if (now - this.takenAt >= stalledMs) this.cut()
  }

  /** Asks to come back after `inMs` and ends the stream. */
  dismiss(inMs: number): void {
    this.write(byeFrame(inMs))
    this.end()
  }

  /** Ends the stream politely. */
  end(): void {
    if (this.leave()) this.sink.end()
  }

  /** The other side has gone. */
  gone(): void {
    this.leave()
  }

  private cut(): void {
    if (!this.leave()) return
    metrics().slowReadersCut.inc()
    this.sink.destroy()
  }

  private leave(): boolean {
    if (this.closed) return false
    this.closed = true
    this.home.remove(this)
    return true
  }
}
