import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import { everyAnswer, onlyHttps } from '@/lib/shared/security-headers'
import { config } from '../config/config'
import { hub } from '../events/hub'
import { admitOwnHostOnly } from '../http/admit'
import { plainOf } from '../http/answer'
import { addressBehind, addressToCountBy, rememberPeer } from '../http/client-address'
import { waitOfAddress } from '../http/count'
import { isOwnHost } from '../http/own-host'
import { problemResponse } from '../http/problem'
import { requestIdOf } from '../http/request-id'
import { requestOf } from '../http/stream-route'
import { inRequest, log } from '../log'
import type { ApiRouter, Match } from './api-router'

type PageHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

const healthAlias = /^\/health(?=$|\/)/

/** What is read from the disk and the same for everybody. */
const staticFile = /^\/(?:_next\/static|icons|vendor)\//

function pathOf(url: string): string {
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  return path === '/.well-known/security.txt' ? '/api/security.txt' : path.replace(healthAlias, '/api/v1/health')
}

function forwardedFor(req: IncomingMessage): string | null {
  const said = req.headers['x-forwarded-for']
  return Array.isArray(said) ? said.join(',') : (said ?? null)
}

/** The request, and with it from now on who is at the other end of its connection. */
function from(req: IncomingMessage, request = requestOf(req)): Request {
  rememberPeer(request, req.socket.remoteAddress, forwardedFor(req))
  return request
}

const dotSegment = /(?:^|[\\/])(?:\.|%2e){1,2}(?:[\\/]|$)/i

/**
 * Whether a path is spelled as browsers spell it. Next answers broken percent-encoding with a 500, and follows `..` to
 * where we did not look.
 */
function isWellSpelled(path: string): boolean {
  try {
    decodeURI(path)
    return !dotSegment.test(path)
  } catch {
    return false
  }
}

async function answerApi(request: Request, { module, params }: Match): Promise<Response> {
  const handler = module[request.method as 'GET'] ?? (request.method === 'HEAD' ? module.GET : undefined)
  if (handler) return handler(request, { params: Promise.resolve(params) })
  const allow = Object.keys(module)
    .filter((name) => /^[A-Z]+$/.test(name))
    .join(', ')
  return problemResponse(new AppError('method_not_allowed', { allow }), requestIdOf(request))
}

/**
 * The production server: endpoints are answered by the same functions that Next would call, but without Next's cost a
 * request; streams go straight to the Node response; everything else is Next's.
 */
export function createHttpServer(router: ApiRouter, pages: PageHandler): Server {
  admitOwnHostOnly()
  const matches = new WeakMap<IncomingMessage, Match>()
  const api = getRequestListener(
    async (request, env) => {
      const { incoming, outgoing } = env as { incoming: IncomingMessage; outgoing: ServerResponse }
      const match = matches.get(incoming)
      from(incoming, request)
      if (!match) return problemResponse(new AppError('not_found'), requestIdOf(request))
      const response = await answerApi(request, match)
      const plain = plainOf(response)
      if (!plain || request.method === 'HEAD' || outgoing.destroyed) return response
      const { status, headers, body } = plain
      for (const [name, value] of headers) outgoing.appendHeader(name, value)
      outgoing.writeHead(status, { 'Content-Length': Buffer.byteLength(body) }).end(body)
      return RESPONSE_ALREADY_SENT
    },
    { overrideGlobalObjects: false },
  )

  const refuse = async (
    res: ServerResponse,
    error: AppError,
    req: IncomingMessage,
    context = { requestId: requestIdOf(from(req)) },
  ): Promise<void> => {
    const response = inRequest(context, () => problemResponse(error, context.requestId))
    res.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
  }

  const page = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = req.url ?? '/'
    if (!isWellSpelled(pathOf(url))) return refuse(res, new AppError('invalid_input'), req)
    const context = { requestId: newId() }
    const address = addressToCountBy(addressBehind(req.socket.remoteAddress, forwardedFor(req)))
    const wait = staticFile.test(url) ? 0 : inRequest(context, () => waitOfAddress(address))
    if (wait === 0) return pages(req, res)
    return refuse(res, new AppError('too_many_requests', { retryAfterSeconds: wait }), req, context)
  }

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    for (const [name, value] of everyAnswer) res.setHeader(name, value)
    if (config().secureCookies) res.setHeader(...onlyHttps)
    if (hub().draining) res.setHeader('Connection', 'close')
    if (!isOwnHost(req.headers.host ?? null)) return refuse(res, new AppError('foreign_host'), req)
    const match = router.match(pathOf(req.url ?? '/'))
    if (!match) return page(req, res)
    if (req.method === 'GET' && match.module.serve) return match.module.serve(from(req), res)
    matches.set(req, match)
    await api(req, res)
  }

  const server = createServer(
    // Whoever sends slower than these is hung up on, looked for every 5 s.
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    (req, res) => {
      handle(req, res).catch((error: unknown) => {
        log().error({ err: error }, 'request failed')
        if (res.headersSent) res.destroy()
        else res.writeHead(500).end()
      })
    },
  )
  server.maxRequestsPerSocket = 0
  return server
}
