import 'server-only'
import type { Socket } from 'node:net'
import { offer } from './fan-out-share'
import type { Frame } from './frame'
import type { Sink } from './reader'

/**
 * Bypasses the response's own buffering: one buffer for all readers, already framed as a chunk, without a copy for
 * each. While the socket has nothing buffered, writes go directly to the kernel, a third cheaper than a stream's write.
 * Bytes that the kernel does not accept go through the stream, and so does everything after them until its buffer is
 * empty, so the order is kept.
 */
export class SocketSink implements Sink {
  constructor(private readonly socket: Socket) {}

  write({ chunk }: Frame): void {
    const descriptor = this.descriptor()
    const sent = descriptor < 0 ? 0 : offer(descriptor, chunk)
    if (sent < chunk.length) this.rest(sent === 0 ? chunk : chunk.subarray(sent))
  }

  /**
   * The file descriptor; -1 while the socket has buffered data or is closed, and where the system has none (Windows).
   */
  descriptor(): number {
    if (this.socket.writableLength > 0) return -1
    const { _handle: handle } = this.socket as Socket & { _handle?: { fd?: number } | null }
    return handle?.fd ?? -1
  }

  rest(bytes: Buffer): void {
    this.socket.write(bytes)
  }

  pending(): number {
    return this.socket.writableLength
  }

  end(): void {
    this.socket.end('0\r\n\r\n')
  }

  destroy(): void {
    this.socket.destroy()
  }
}
