import 'server-only'
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { type Rendering, recording } from '../../page-failure'
import { away } from './away'
import type { PageHandler } from './page-handler'

/** What a page handler answered. */
export type Captured = { status: number; headers: OutgoingHttpHeaders; body: Buffer }

/** Collects an answer in memory. Nothing is sent: no client can slow the rendering down or abort it. */
class CapturedResponse extends ServerResponse {
  readonly parts: Buffer[] = []

  private keep(chunk: unknown, encoding: unknown): void {
    if (typeof chunk === 'string')
      this.parts.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) this.parts.push(Buffer.from(chunk))
  }

  override flushHeaders(): void {
    // There is nobody to flush to.
  }

  override write(chunk: unknown, encoding?: unknown): boolean {
    this.keep(chunk, encoding)
    return true
  }

  override end(chunk?: unknown, encoding?: unknown): this {
    this.keep(chunk, encoding)
    this.finished = true
    process.nextTick(() => {
      for (const event of ['prefinish', 'finish', 'close']) this.emit(event)
    })
    return this
  }
}

/**
 * Has a page handler answer a `GET` with these headers only. Rejects when it fails or ends without an answer; with
 * `unavailable` when that is all that is wrong.
 */
export async function capture(pages: PageHandler, url: string, headers: Record<string, string>): Promise<Captured> {
  const req = new IncomingMessage(new Socket())
  Object.assign(req, { method: 'GET', url, headers, httpVersion: '1.1', complete: true })
  req.push(null)
  const res = new CapturedResponse(req)
  const rendering: Rendering = { isUnavailable: false }
  await recording(rendering, () => pages(req, res))
  if (!res.finished) throw new Error('a page ended without an answer')
  if (res.statusCode >= 500 && rendering.isUnavailable) throw away()
  return { status: res.statusCode, headers: res.getHeaders(), body: Buffer.concat(res.parts) }
}
