import { writeSync } from 'node:fs'

/** Maximum sockets and bytes shared per round; the rest is written in further rounds, or by one thread. */
export const mostSockets = 4_096
export const mostBytes = 64 * 1_024
/** Sockets that a thread takes at a time: few, so that the last one is not waited for long. */
const portion = 16

/**
 * Memory shared by both threads. `control`: 0 the round, 1 threads still running, 2 the next socket to take,
 * 3 how many sockets, 4 how many bytes. `sockets` are file descriptors on the way in and bytes taken on the way out.
 */
export type Shared = { control: Int32Array; sockets: Int32Array; bytes: Uint8Array }

export function newShared(): Shared {
  return {
    control: new Int32Array(new SharedArrayBuffer(5 * 4)),
    sockets: new Int32Array(new SharedArrayBuffer(mostSockets * 4)),
    bytes: new Uint8Array(new SharedArrayBuffer(mostBytes)),
  }
}

/** What the kernel takes at once. Its refusals (no room, gone) are left to the stream, which knows what to do. */
export function offer(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes)
  } catch {
    return 0
  }
}

/** Writes to one portion of the sockets after another, until all are taken. */
export function writeShare({ control, sockets, bytes }: Shared): void {
  const count = Atomics.load(control, 3)
  const frame = bytes.subarray(0, Atomics.load(control, 4))
  for (let at = Atomics.add(control, 2, portion); at < count; at = Atomics.add(control, 2, portion)) {
    const end = Math.min(count, at + portion)
    for (let i = at; i < end; i++) sockets[i] = offer(sockets[i] ?? -1, frame)
  }
}
