import { type Cursor, formatCursor } from './cursor'
import type { LoggedEvent } from './event'

/**
 * One SSE message, serialised once for all its readers: as an HTTP/1.1 chunk, and the same bytes without chunk framing.
 */
export type Frame = { plain: Buffer; chunk: Buffer }

function frameOf(text: string): Frame {
  const size = Buffer.byteLength(text)
  const head = `${size.toString(16)}\r\n`
  const chunk = Buffer.from(`${head}${text}\r\n`)
  return { plain: chunk.subarray(head.length, head.length + size), chunk }
}

/** A numbered event: moves the reader's cursor. */
export function eventFrame(epoch: string, event: LoggedEvent): Frame {
  return frameOf(`id: ${epoch}.${event.seq}\nevent: ${event.type}\ndata: ${event.json}\n\n`)
}

/** A message that is not an event of the log (reset, a snapshot). Has no id, so it does not move the cursor. */
export function noteFrame(type: string, json: string): Frame {
  return frameOf(`event: ${type}\ndata: ${json}\n\n`)
}

/** Tells the reader that everything up to the head was sent. */
export function heartbeatFrame(head: Cursor, at: Date): Frame {
  return frameOf(`id: ${formatCursor(head)}\nevent: heartbeat\ndata: {"at":"${at.toISOString()}"}\n\n`)
}

/** The goodbye message: reconnect after `inMs`. */
export function byeFrame(inMs: number): Frame {
  return frameOf(`retry: ${inMs}\nevent: bye\ndata: {"in":${inMs}}\n\n`)
}

/**
 * The first bytes: how long a browser waits before it reconnects. The beginning of the next message, since some clients take
 * a block of its own for an empty event.
 */
export function helloFrame(retryMs: number): Frame {
  return frameOf(`retry: ${retryMs}\n`)
}

/** Several messages as one write. */
export function joinFrames(frames: readonly Frame[]): Frame {
  return {
    plain: Buffer.concat(frames.map((frame) => frame.plain)),
    chunk: Buffer.concat(frames.map((frame) => frame.chunk)),
  }
}
