import 'server-only'
import { writeSync } from 'node:fs'
import type { Socket } from 'node:net'
import type { Frame } from './frame'
import type { Sink } from './reader'

/** The file descriptor of a socket; -1 where the system has none (Windows) or the socket is closed. */
function descriptorOf(socket: Socket): number {
  const { _handle: handle } = socket as Socket & { _handle?: { fd?: number } | null }
  return handle?.fd ?? -1
}

/**
 * Past the response's own buffering: one buffer for all readers, already framed as a chunk, with no copy for each.
 * While the socket owes nothing the kernel is asked directly, which costs a third less than a stream's write; what it does
 * not take at once goes the usual way, and so does everything after it until that is gone, so the order stays.
 */
export class SocketSink implements Sink {
  constructor(private readonly socket: Socket) {}

  write({ chunk }: Frame): void {
    const sent = this.socket.writableLength === 0 ? this.offer(chunk) : 0
    if (sent < chunk.length) this.socket.write(sent === 0 ? chunk : chunk.subarray(sent))
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

  /** How much the kernel took at once. Its refusals (no room, gone) are left to the usual way, which knows what to do. */
  private offer(chunk: Buffer): number {
    const descriptor = descriptorOf(this.socket)
    if (descriptor < 0) return 0
    try {
      return writeSync(descriptor, chunk)
    } catch {
      return 0
    }
  }
}
