import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAppError } from '@/lib/shared/errors'
import { isUnavailable } from '../../db/retry'
import type { HeaderReader } from '../../http/http-request'
import type { Reply } from '../../http/reply'
import { hostHeaders, writeReply } from '../../http/write-reply'
import { log } from '../../log'
import { NodeRequest } from '../node-request'
import { discardRest } from '../refuse'
import { pathOf } from '../request-path'
import { away } from './away'
import type { Fill, FilledPage } from './filled-page'
import type { PageHandler } from './page-handler'
import { type PageLimits, PageLine } from './page-line'
import { renderTo } from './render-to'
import { SharedPages } from './shared-pages'
import { sharedRequestOf } from './shared-request'
import { readAfterMs, renderAfterMs, type Traffic } from './traffic'
import { unavailableReply } from './unavailable-page'

/** What the host needs to know about pages. */
export type PageRules = {
  /** Whether the page at a path is open to everybody. */
  isPublic: (path: string) => boolean
  /** Whether the public page at a path would show something personal to the sender of these headers. */
  isPersonal: (path: string, headers: HeaderReader) => Promise<boolean>
  /** How to fill the page at a path that is shared except for a part that belongs to one person; null for other pages. */
  fillOf: (path: string) => Fill | null
  /** Calls the listener when something changes that public pages must show at once. */
  onChange: (listener: () => void) => void
}

const usual: PageLimits = { atOnce: 2, mostOfOne: 400, mostOfAll: 2_000 }

/**
 * Serves pages: public ones are rendered once for all clients, and so are those that differ in one part only; others one
 * by one in a fair queue.
 */
export class PageServer {
  private readonly line: PageLine
  private readonly reads: PageLine
  private readonly shared: SharedPages

  constructor(
    private readonly pages: PageHandler,
    private readonly rules: PageRules,
    private readonly traffic: Traffic,
    limits = usual,
  ) {
    this.line = new PageLine(limits)
    this.reads = new PageLine(limits)
    this.shared = new SharedPages(pages, this.line, traffic)
    rules.onChange(() => this.shared.forget())
  }

  async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const request = new NodeRequest(req)
    const { client } = request.peer
    try {
      const reply = await this.sharedReply(req, request)
      if (reply) writeReply(res, reply)
      else await this.render(req, res, client)
    } catch (error) {
      const known = isAppError(error) ? error : isUnavailable(error) ? away() : null
      if (!known || res.headersSent) throw error
      writeReply(res, unavailableReply(req, known))
      discardRest(req)
    }
  }

  /** The answer that is rendered for everybody; null when the page must be rendered for this client. */
  private async sharedReply(req: IncomingMessage, { headers, peer: { client } }: NodeRequest): Promise<Reply | null> {
    const url = req.url ?? '/'
    const path = pathOf(url)
    const shared = sharedRequestOf(req)
    const fill = shared && this.rules.fillOf(path)
    if (fill) return this.filledReply(fill, req, headers, client)
    if (!shared || !this.rules.isPublic(path) || (await this.rules.isPersonal(path, headers))) return null
    return (await this.shared.get(shared, client)).reply(headers)
  }

  private async filledReply(
    fill: Fill,
    req: IncomingMessage,
    asked: HeaderReader,
    client: string,
  ): Promise<Reply | null> {
    const filled = await this.fill(fill, asked, client)
    if (!filled) return null
    const { path, stamps } = filled
    const shared = sharedRequestOf({ url: path, headers: req.headers })
    if (!shared) return null
    return (await this.shared.get({ ...shared, marks: [...stamps.keys()] }, client)).reply(asked, stamps)
  }

  /** What a page shows to one client; null after a failure that is no outage, for which Next has a page of its own. */
  private async fill(fill: Fill, asked: HeaderReader, client: string): Promise<FilledPage | null> {
    const leave = await this.reads.enter(client)
    try {
      await this.traffic.quiet(readAfterMs)
      return await fill(asked)
    } catch (error) {
      if (isUnavailable(error) || (isAppError(error) && error.code === 'unavailable')) throw error
      log().error({ err: error }, 'could not fill a page')
      return null
    } finally {
      leave()
    }
  }

  /** Renders for one client. Its place is free again when the page is rendered, however slowly the client reads it. */
  private async render(req: IncomingMessage, res: ServerResponse, client: string): Promise<void> {
    const leave = await this.line.enter(client)
    try {
      await this.traffic.quiet(renderAfterMs)
      if (res.destroyed) return
      res.once('close', leave)
      const headers = hostHeaders()
      for (let i = 0; i < headers.length; i += 2) res.setHeader(headers[i] ?? '', headers[i + 1] ?? '')
      await renderTo(this.pages, req, res, { rendered: leave, instead: () => unavailableReply(req, away()) })
    } finally {
      leave()
    }
  }
}
