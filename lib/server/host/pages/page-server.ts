import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, isAppError } from '@/lib/shared/errors'
import { isUnavailable } from '../../db/retry'
import type { HeaderReader } from '../../http/http-request'
import { hostHeaders, writeReply } from '../../http/write-reply'
import { NodeRequest } from '../node-request'
import { refuse } from '../refuse'
import { pathOf } from '../request-path'
import { busyReply } from './busy-page'
import type { PageHandler } from './page-handler'
import { type PageLimits, PageLine } from './page-line'
import { SharedPages } from './shared-pages'
import { sharedRequestOf } from './shared-request'
import type { Traffic } from './traffic'

/** What the host needs to know about pages. */
export type PageRules = {
  /** Whether the page at a path is open to everybody. */
  isPublic: (path: string) => boolean
  /** Whether the public page at a path would show something personal to the sender of these headers. */
  isPersonal: (path: string, headers: HeaderReader) => Promise<boolean>
  /** Calls the listener when something changes that public pages must show at once. */
  onChange: (listener: () => void) => void
}

const away = (): AppError => new AppError('unavailable', { retryAfterSeconds: 2 })

const usual: PageLimits = { atOnce: 2, mostOfOne: 400, mostOfAll: 2_000 }

/** Serves pages: public ones are rendered once for all clients, personal ones one by one in a fair queue. */
export class PageServer {
  private readonly line: PageLine
  private readonly shared: SharedPages

  constructor(
    private readonly pages: PageHandler,
    private readonly rules: PageRules,
    private readonly traffic: Traffic,
    limits = usual,
  ) {
    this.line = new PageLine(limits)
    this.shared = new SharedPages(pages, this.line, traffic)
    rules.onChange(() => this.shared.forget())
  }

  async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const request = new NodeRequest(req)
    const { client } = request.peer
    try {
      const path = pathOf(req.url ?? '/')
      const shared = this.rules.isPublic(path) ? sharedRequestOf(req) : null
      if (!shared || (await this.rules.isPersonal(path, request.headers))) return await this.render(req, res, client)
      writeReply(res, (await this.shared.get(shared, client)).reply(request.headers))
    } catch (error) {
      const known = isAppError(error) ? error : isUnavailable(error) ? away() : null
      if (!known || res.headersSent) throw error
      const busy = busyReply(known, request.headers)
      if (busy) writeReply(res, busy)
      else refuse(req, res, known)
    }
  }

  /** Renders for one client. Its place is free again when the page is rendered, however slowly the client reads it. */
  private async render(req: IncomingMessage, res: ServerResponse, client: string): Promise<void> {
    const leave = await this.line.enter(client)
    try {
      await this.traffic.quiet()
      if (res.destroyed) return
      res.once('close', leave)
      const { write, end } = res
      res.write = ((...args: Parameters<typeof write>) => {
        write.apply(res, args)
        return true
      }) as typeof write
      res.end = ((...args: Parameters<typeof end>) => {
        leave()
        return end.apply(res, args)
      }) as typeof end
      const headers = hostHeaders()
      for (let i = 0; i < headers.length; i += 2) res.setHeader(headers[i] ?? '', headers[i + 1] ?? '')
      await this.pages(req, res)
    } finally {
      leave()
    }
  }
}
