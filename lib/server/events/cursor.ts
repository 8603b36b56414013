/** A position in a branch's event stream. A new epoch invalidates all earlier numbers. */
export type Cursor = { epoch: string; seq: number }

const form = /^([A-Za-z0-9_-]{1,40})\.(\d{1,15})$/

/** `epoch.seq`, as in SSE ids and the `X-Cursor` header. */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}.${cursor.seq}`
}

/** Parses a cursor; null when malformed. */
export function parseCursor(text: string | null | undefined): Cursor | null {
  const match = form.exec(text ?? '')
  return match?.[1] && match[2] ? { epoch: match[1], seq: Number(match[2]) } : null
}
