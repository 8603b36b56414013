import type { Endpoint } from '@/lib/shared/endpoint'
import { newId } from '@/lib/shared/ids'
import { request } from './api-client'
import { ApiError } from './api-error'
import { withBrowserLock } from './browser-lock'
import { changeRow, readOutbox, removeRow, writeRow } from './browser-store'
import { afterFailure, hasWaiting, inOrder, nextTryIn, type OutboxRow, sendable, tooLate } from './outbox-rules'
import { openTabChannel } from './tab-channel'

export type { OutboxRow } from './outbox-rules'

/** Outbox notifications for a page: all rows after each change, and the answer of each accepted row. */
export type OutboxListener = { rows?(rows: OutboxRow[]): void; sent?(row: OutboxRow, answer: unknown): void }

export type Command = {
  endpoint: Endpoint
  params?: Record<string, string>
  body?: unknown
  visitToken?: string
  as?: 'visitor'
  label?: { ar: string; en: string }
  aggregate: string
  /** The key of a try that got no answer, so that a retry cannot act twice. */
  key?: string
  sendBefore?: Date
}

type Notice = { kind: 'changed' } | { kind: 'sent'; row: OutboxRow; answer: unknown }

const listeners = new Set<OutboxListener>()
const channel = openTabChannel('dawr-outbox')
channel?.addEventListener('message', (event: MessageEvent<Notice>) => void tell(event.data))

let timer: ReturnType<typeof setTimeout> | null = null
let sending: Promise<void> | null = null

/** Whether a command of this aggregate waits; the next one must queue behind it. */
export async function isWaiting(aggregate: string): Promise<boolean> {
  return hasWaiting(await rows(), aggregate)
}

/**
 * Stores a command until it is accepted. When this resolves it is on the disk, and the screen may confirm it. With
 * `eager`, rows before it skip their remaining pauses, because the person has just acted.
 */
export async function enqueue(command: Command, eager = false): Promise<OutboxRow> {
  if (command.endpoint.mayWaitOffline !== true) throw new Error(`${command.endpoint.path} may not be queued offline`)
  const row: OutboxRow = {
    id: command.key ?? newId(),
    endpoint: command.endpoint,
    params: command.params ?? {},
    body: command.body,
    visitToken: command.visitToken ?? null,
    ...(command.as && { as: command.as }),
    label: command.label ?? null,
    aggregate: command.aggregate,
    tries: 0,
    queuedAt: new Date().toISOString(),
    sendBefore: command.sendBefore?.toISOString() ?? null,
    notBefore: null,
    waitsFor: 'network',
    refusal: null,
  }
  await writeRow(row)
  await announce({ kind: 'changed' })
  void flushOutbox(eager)
  return row
}

/** Removes a row at the person's request: a withdrawn command, or a refusal that was read. */
export async function dismiss(id: string): Promise<void> {
  await removeRow(id)
  await announce({ kind: 'changed' })
}

/** Sends the rows that may be sent. `eager` ignores the pauses, because the network has just come back. */
function flushOutbox(eager = false): Promise<void> {
  sending ??= alone(() => sendAll(eager))
    .catch(() => undefined)
    .finally(() => {
      sending = null
      void planNextTry()
    })
  return sending
}

/** Calls `listener` with the rows now and after each change in any tab, until the returned function is called. */
export function watchOutbox(listener: OutboxListener): () => void {
  listeners.add(listener)
  void rows().then((all) => listeners.has(listener) && listener.rows?.(all))
  return () => {
    listeners.delete(listener)
  }
}

/** Flushes now and whenever sending may have become possible. Call once per page; returns a function that stops it. */
export function startOutbox(): () => void {
  const ended = new AbortController()
  const { signal } = ended
  const eagerly = () => void flushOutbox(true)
  window.addEventListener('online', eagerly, { signal })
  window.addEventListener('pageshow', eagerly, { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && eagerly(), { signal })
  eagerly()
  return () => ended.abort()
}

async function rows(): Promise<OutboxRow[]> {
  try {
    return inOrder(await readOutbox())
  } catch {
    return []
  }
}

/** One sender per browser, so that the order holds across tabs; a second sender would break only the order. */
async function alone(work: () => Promise<void>): Promise<void> {
  const ran = await withBrowserLock('dawr-outbox', { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work()
  })
  if (!ran) await work()
}

async function sendAll(eager: boolean): Promise<void> {
  if (eager) await forgetPauses()
  for (;;) {
    const all = await rows()
    const now = new Date()
    for (const late of tooLate(all, now)) {
      await change(late, { waitsFor: 'person', refusal: { code: 'too_late', details: {} } })
    }
    const late = new Set(tooLate(all, now).map(({ id }) => id))
    const [next] = sendable(
      all.filter(({ id }) => !late.has(id)),
      now,
    )
    if (next === undefined || !(await send(next))) return
  }
}

/** True when it makes sense to continue with other rows. */
async function send(row: OutboxRow): Promise<boolean> {
  const { endpoint, params, body, visitToken, as, id: key } = row
  try {
    const answer = await request<unknown>(endpoint, {
      params,
      ...(body === undefined ? {} : { body }),
      ...(visitToken === null ? {} : { visitToken }),
      ...(as && { as }),
      key,
    })
    await removeRow(key)
    await announce({ kind: 'sent', row, answer })
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { status, code, details } = error
    await change(row, afterFailure(row, { status, code, details }, new Date(), Math.random()))
    return status !== 0 && status !== 401
  }
}

async function forgetPauses(): Promise<void> {
  for (const row of await rows()) if (row.notBefore !== null) await change(row, { notBefore: null })
}

async function change(row: OutboxRow, part: Partial<OutboxRow>): Promise<void> {
  await changeRow(row.id, part)
  await announce({ kind: 'changed' })
}

async function planNextTry(): Promise<void> {
  const pause = nextTryIn(await rows(), new Date())
  if (timer !== null) clearTimeout(timer)
  timer = pause === null ? null : setTimeout(() => void flushOutbox(), Math.max(500, pause))
}

async function announce(notice: Notice): Promise<void> {
  channel?.postMessage(notice)
  await tell(notice)
}

async function tell(notice: Notice): Promise<void> {
  const all = await rows()
  for (const listener of [...listeners]) {
    if (notice.kind === 'sent') listener.sent?.(notice.row, notice.answer)
    listener.rows?.(all)
  }
}
