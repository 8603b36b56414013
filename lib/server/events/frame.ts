import { type Cursor, formatCursor } from './cursor'
import type { LoggedEvent } from './event'

/** One SSE message, made once for all its readers: plain, and framed as an HTTP/1.1 chunk. */
export type Frame = { plain: Buffer; chunk: Buffer }

const lineEnd = Buffer.from('\r\n')

function frameOf(text: string): Frame {
  const plain = Buffer.from(text)
  return { plain, chunk: Buffer.concat([Buffer.from(`${plain.length.toString(16)}\r\n`), plain, lineEnd]) }
}

/** A numbered event: moves the reader's cursor. */
export function eventFrame(epoch: string, event: LoggedEvent): Frame {
  return frameOf(`id: ${epoch}.${event.seq}\nevent: ${event.type}\ndata: ${event.json}\n\n`)
}

/** A message that is no event of the log (heartbeat, reset, a snapshot), true at a cursor. */
export function noteFrame(cursor: Cursor, type: string, json: string): Frame {
  return frameOf(`id: ${formatCursor(cursor)}\nevent: ${type}\ndata: ${json}\n\n`)
}

/** The farewell: come back after `inMs`. Has no id, so the cursor stays. */
export function byeFrame(inMs: number): Frame {
  return frameOf(`retry: ${inMs}\nevent: bye\ndata: {"in":${inMs}}\n\n`)
}

/** The first bytes: how long a browser waits before it comes back by itself. */
export function helloFrame(retryMs: number): Frame {
  return frameOf(`retry: ${retryMs}\n\n`)
}
