import type { Credential } from '../identity/actor'
import { metrics } from '../metrics'
import { byeFrame, type Frame } from './frame'

/**
 * The destination of a stream's bytes. Each host has one: a Node socket, or a web stream. Nothing follows `end` or
 * `destroy`.
 */
export type Sink = {
  write: (frame: Frame) => void
  /** A file descriptor that may be written directly now, or -1 while data is buffered. */
  descriptor?: () => number
  /** Writes the bytes that the descriptor did not accept. */
  rest?: (bytes: Buffer) => void
  /** Bytes that the client has not read yet. */
  pending: () => number
  /** Ends gracefully, after pending writes. */
  end: () => void
  /** Closes at once. */
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

  /** Writes the beginning of a stream. Its length never closes the stream, since a reconnect would repeat it. */
  begin(frame: Frame): void {
    this.limit += frame.chunk.length
    this.write(frame)
  }

  /** Writes, or disconnects a reader that has left more than 256 KB unread: it reconnects with its cursor. */
  write(frame: Frame): void {
    if (this.closed) return
    this.written += frame.chunk.length
    this.sink.write(frame)
    if (this.sink.pending() > this.limit) this.cut()
  }

  /** The descriptor for writing the next frame directly; -1 when it must go through the sink. */
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

  /** Disconnects a reader that had unread data for 10 s and read nothing. */
  checkStalled(now: number): void {
    const pending = this.sink.pending()
    const taken = this.written - pending
    if (pending === 0 || taken !== this.taken) {
      this.taken = taken
      this.takenAt = now
    } else if (now - this.takenAt >= stalledMs) this.cut()
  }

  /** Tells the reader to reconnect after `inMs` and ends the stream. */
  dismiss(inMs: number): void {
    this.write(byeFrame(inMs))
    this.end()
  }

  /** Ends the stream gracefully. */
  end(): void {
    if (this.leave()) this.sink.end()
  }

  /** The client has disconnected. */
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
