import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { admitOwnHostOnly } from '../http/admit'
import { waitOfAddress } from '../http/count'
import { directOf } from '../http/handler'
import { isOwnHost } from '../http/own-host'
import { problemReply } from '../http/problem'
import { requestIdOf } from '../http/request-id'
import { hostHeaders, writeReply } from '../http/write-reply'
import { inRequest, log } from '../log'
import type { ApiRouter, Match } from './api-router'
import { NodeRequest } from './node-request'

type PageHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

const healthAlias = /^\/health(?=$|\/)/

/** Static files, the same for every client. */
const staticFile = /^\/(?:_next\/static|icons|vendor)\//

/** How long a client that was answered early may continue sending before its connection is closed. */
const discardMs = 500

function pathOf(url: string): string {
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  return path === '/.well-known/security.txt' ? '/api/security.txt' : path.replace(healthAlias, '/api/v1/health')
}

const dotSegment = /(?:^|[\\/])(?:\.|%2e){1,2}(?:[\\/]|$)/i

/**
 * Whether a path is normalised. Next answers broken percent-encoding with a 500, and resolves `..` to a path that was
 * not checked here.
 */
function isWellSpelled(path: string): boolean {
  try {
    decodeURI(path)
    return !dotSegment.test(path)
  } catch {
    return false
  }
}

function refuse(res: ServerResponse, error: AppError, requestId: string): void {
  writeReply(
    res,
    inRequest({ requestId }, () => problemReply(error, requestId)),
  )
}

/** Discards what a client still sends after its answer, so that it gets to read the answer. */
function discardRest(req: IncomingMessage): void {
  if (req.complete) return
  const timer = setTimeout(() => req.socket.destroySoon(), discardMs)
  req.once('close', () => clearTimeout(timer))
  req.resume()
}

async function answerApi(req: IncomingMessage, res: ServerResponse, { module, params }: Match): Promise<void> {
  const request = new NodeRequest(req)
  const { method } = request
  const isRead = method === 'GET' || method === 'HEAD'
  if (isRead && module.serve) return module.serve(request, res)
  const handler = isRead ? module.GET : module[method as 'POST']
  if (handler) {
    writeReply(res, await directOf(handler)(request, params))
  } else {
    const allow = Object.keys(module)
      .filter((name) => /^[A-Z]+$/.test(name))
      .join(', ')
    refuse(res, new AppError('method_not_allowed', { allow }), requestIdOf(request))
  }
  discardRest(req)
}

async function answerPage(req: IncomingMessage, res: ServerResponse, pages: PageHandler): Promise<void> {
  const url = req.url ?? '/'
  const request = new NodeRequest(req)
  if (!isWellSpelled(pathOf(url))) return refuse(res, new AppError('invalid_input'), requestIdOf(request))
  const requestId = newId()
  const problem = inRequest({ requestId }, () => {
    const wait = staticFile.test(url) ? 0 : waitOfAddress(request.peer.client)
    return wait > 0 ? problemReply(new AppError('too_many_requests', { retryAfterSeconds: wait }), requestId) : null
  })
  if (problem) return writeReply(res, problem)
  const headers = hostHeaders()
  for (let i = 0; i < headers.length; i += 2) res.setHeader(headers[i] ?? '', headers[i + 1] ?? '')
  return pages(req, res)
}

/**
 * The production server: endpoints are answered by the functions behind Next's handlers, without web objects; streams
 * go directly to the Node response; everything else is passed to Next.
 */
export function createHttpServer(router: ApiRouter, pages: PageHandler): Server {
  admitOwnHostOnly()

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (!isOwnHost(req.headers.host ?? null))
      return refuse(res, new AppError('foreign_host'), requestIdOf(new NodeRequest(req)))
    const match = router.match(pathOf(req.url ?? '/'))
    return match ? answerApi(req, res, match) : answerPage(req, res, pages)
  }

  const server = createServer(
    // Slower senders are disconnected, checked every 5 s.
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    (req, res) => {
      handle(req, res).catch((error: unknown) => {
        log().error({ err: error }, 'request failed')
        if (res.headersSent) res.destroy()
        else res.writeHead(500, hostHeaders()).end()
      })
    },
  )
  server.maxRequestsPerSocket = 0
  return server
}
