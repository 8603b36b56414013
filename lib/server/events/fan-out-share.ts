import { writeSync } from 'node:fs'

/** Maximum sockets and bytes shared per round; the rest is written in further rounds, or by one thread. */
export const mostSockets = 4_096
export const mostBytes = 64 * 1_024
/** Sockets that a thread takes at a time: few, so that the threads finish at nearly the same time. */
const portion = 16

/**
 * Memory shared by both threads. `control`: 0 the round, 1 threads still running, 2 the next socket to take, 3 the
 * number of sockets, 4 the number of bytes. `sockets` are file descriptors on input and accepted bytes on output.
 */
export type Shared = { control: Int32Array; sockets: Int32Array; bytes: Uint8Array }

export function newShared(): Shared {
  return {
    control: new Int32Array(new SharedArrayBuffer(5 * 4)),
    sockets: new Int32Array(new SharedArrayBuffer(mostSockets * 4)),
    bytes: new Uint8Array(new SharedArrayBuffer(mostBytes)),
  }
}

/** The bytes that the kernel accepts at once. Its errors (full, closed) are left to the stream, which handles them. */
export function offer(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes)
  } catch {
    return 0
  }
}

/** Writes to one portion of the sockets after another, until all are done. */
export function writeShare({ control, sockets, bytes }: Shared): void {
  const count = Atomics.load(control, 3)
  const frame = bytes.subarray(0, Atomics.load(control, 4))
  for (let at = Atomics.add(control, 2, portion); at < count; at = Atomics.add(control, 2, portion)) {
    const end = Math.min(count, at + portion)
    for (let i = at; i < end; i++) sockets[i] = offer(sockets[i] ?? -1, frame)
  }
}
