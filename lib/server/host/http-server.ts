import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AppError } from '@/lib/shared/errors'
import { admitOwnHostOnly } from '../http/admit'
import { contractOf } from '../http/handler'
import { isOwnHost } from '../http/own-host'
import { hostHeaders, writeReply } from '../http/write-reply'
import { log } from '../log'
import { answerApi } from './answer-api'
import { allMethods, optionsReply } from './answer-options'
import { answerPage } from './answer-page'
import type { ApiRouter, Match } from './api-router'
import { countAnswer } from './count-answer'
import type { KeptFiles } from './kept-files'
import { oneAnswerAtATime } from './one-answer'
import type { PageHandler } from './pages/page-handler'
import { type PageRules, PageServer } from './pages/page-server'
import { Traffic } from './pages/traffic'
import { refuse } from './refuse'
import { faultOfTarget } from './request-line'
import { pathOf } from './request-path'

/** Everything that the host serves. */
export type Served = {
  router: ApiRouter
  files: KeptFiles
  pages: PageRules & { handle: PageHandler }
  /** The template of the page at a path. */
  pageAt: (path: string) => string | null
}

/** A connection without any traffic for this long is closed: most likely its client does not read the answer. */
const stillMs = 60_000

/** Whether the request's `Host` is ours, or its endpoint accepts any. */
function isAtHome({ headers }: IncomingMessage, match: Match | null): boolean {
  const read = match?.module.GET
  return (read && contractOf(read)?.anyHost) === true || isOwnHost(headers.host ?? null)
}

/**
 * The production server: endpoints are answered by the functions behind Next's handlers, without web objects; streams
 * go directly to the Node response; files come from memory; everything else is passed to Next.
 */
export function createHttpServer({ router, files, pages: { handle: render, ...rules }, pageAt }: Served): Server {
  admitOwnHostOnly()
  const traffic = new Traffic()
  const pages = new PageServer(render, rules, traffic)

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const target = req.url ?? ''
    const match = router.match(pathOf(target))
    if (target === '*' && req.method === 'OPTIONS') return writeReply(res, optionsReply(allMethods))
    const fault = faultOfTarget(target) ?? (isAtHome(req, match) ? null : new AppError('foreign_host'))
    if (fault) {
      countAnswer(req, res, 'unknown')
      return refuse(req, res, fault)
    }
    return match ? traffic.during(answerApi(req, res, match)) : answerPage(req, res, { files, pages, pageAt })
  }

  const answer = (req: IncomingMessage, res: ServerResponse): void => {
    handle(req, res).catch((error: unknown) => {
      log().error({ err: error }, 'request failed')
      if (res.headersSent) res.destroy()
      else res.writeHead(500, hostHeaders()).end()
    })
  }

  const server = createServer(
    // Slower senders are disconnected, checked every 5 s.
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    (req, res) => oneAnswerAtATime(req, res, () => answer(req, res)),
  )
  server.maxRequestsPerSocket = 0
  server.timeout = stillMs
  return server
}
