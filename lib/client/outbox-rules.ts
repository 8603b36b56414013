import type { Endpoint } from '@/lib/shared/endpoint'
import type { ApiErrorCode } from './api-error'
import { backOff } from './retry-rules'

/** Why a row is not sent: the server refused it, or it expired. */
type Refusal = { code: ApiErrorCode | 'too_late'; details: Record<string, unknown> }

/** A command waiting in this browser. `id` is its idempotency key. */
export type OutboxRow = {
  id: string
  endpoint: Endpoint
  params: Record<string, string>
  body: unknown
  visitToken: string | null
  /** The actor it is sent for, where a browser may serve two people. */
  as?: 'visitor'
  /** Its subject, shown on the screen while it waits. */
  label: { ar: string; en: string } | null
  /** Rows of one aggregate are sent one after another, oldest first. */
  aggregate: string
  tries: number
  queuedAt: string
  /** Expiry, in epoch milliseconds: a turn requested in the morning is not wanted in the evening. */
  sendBefore: string | null
  /** Not retried before this time. */
  notBefore: string | null
  waitsFor: 'network' | 'sign_in' | 'person'
  refusal: Refusal | null
}

/**
 * Interprets the status of a failed try; 0 means no answer. Waiting, signing in or the person can help; the result says
 * which.
 */
export function afterFailure(
  row: OutboxRow,
  failure: { status: number; code: ApiErrorCode; details: Record<string, unknown> },
  now: Date,
  random: number,
): Partial<OutboxRow> {
  const tries = row.tries + 1
  if (failure.status === 401) return { tries, waitsFor: 'sign_in' }
  const hopeless = failure.status >= 400 && failure.status < 500 && failure.status !== 429
  if (hopeless) return { tries, waitsFor: 'person', refusal: { code: failure.code, details: failure.details } }
  const pause = backOff(row.tries, 2_000, 60_000, random)
  return { tries, waitsFor: 'network', notBefore: new Date(now.getTime() + pause).toISOString() }
}

/** The oldest row of each aggregate; only it may be tried. A refused row does not block those behind it. */
function heads(rows: readonly OutboxRow[]): OutboxRow[] {
  const first = new Map<string, OutboxRow>()
  for (const row of inOrder(rows)) {
    if (row.waitsFor !== 'person' && !first.has(row.aggregate)) first.set(row.aggregate, row)
  }
  return [...first.values()]
}

/** The rows that may be tried now, one of each aggregate. */
export function sendable(rows: readonly OutboxRow[], now: Date): OutboxRow[] {
  return heads(rows).filter((row) => pauseOf(row, now) === 0)
}

function pauseOf(row: OutboxRow, now: Date): number {
  return row.notBefore === null ? 0 : Math.max(0, Date.parse(row.notBefore) - now.getTime())
}

/** Whether a row of `aggregate` is still unsent; later commands of it must queue behind it. */
export function hasWaiting(rows: readonly OutboxRow[], aggregate: string): boolean {
  return rows.some((row) => row.aggregate === aggregate && row.waitsFor !== 'person')
}

/** Expired rows; they are shown, never sent. */
export function tooLate(rows: readonly OutboxRow[], now: Date): OutboxRow[] {
  const late = (row: OutboxRow) => row.sendBefore !== null && Date.parse(row.sendBefore) <= now.getTime()
  return rows.filter((row) => row.waitsFor !== 'person' && late(row))
}

/** Milliseconds until a row may be retried, or null when none waits for time alone. */
export function nextTryIn(rows: readonly OutboxRow[], now: Date): number | null {
  const waiting = heads(rows).filter((row) => row.waitsFor === 'network')
  return waiting.length === 0 ? null : Math.min(...waiting.map((row) => pauseOf(row, now)))
}

/** Oldest first; a stable order for the screen and for sending. */
export function inOrder(rows: readonly OutboxRow[]): OutboxRow[] {
  return [...rows].sort((a, b) => a.queuedAt.localeCompare(b.queuedAt) || a.id.localeCompare(b.id))
}
