import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { AppError, type ErrorCode } from '@/lib/shared/errors'
import { addressBehind, rememberAddress } from '../client-address'
import { hub } from '../events/hub'
import { isOwnHost } from '../host'
import { log } from '../log'
import { problemResponse } from '../problem'
import { plainOf, requestIdOf } from '../route'
import { requestOf } from '../stream-route'
import type { ApiRouter, Match } from './api-router'

type PageHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>

const healthAlias = /^\/health(?=$|\/)/

const pageHeaders = [
  ['X-Content-Type-Options', 'nosniff'],
  // Secret links must not travel to other sites.
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['X-Frame-Options', 'DENY'],
] as const

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return (end < 0 ? url : url.slice(0, end)).replace(healthAlias, '/api/v1/health')
}

function addressOf(req: IncomingMessage): string {
  const forwarded = req.headers['x-forwarded-for']
  return addressBehind(req.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? null))
}

/** Next answers an address with broken percent-encoding with a 500. */
function isWellEncoded(url: string | undefined): boolean {
  try {
    decodeURI(pathOf(url ?? '/'))
    return true
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
  const matches = new WeakMap<IncomingMessage, Match>()
  const api = getRequestListener(
    async (request, env) => {
      const { incoming, outgoing } = env as { incoming: IncomingMessage; outgoing: ServerResponse }
      const match = matches.get(incoming)
      rememberAddress(request, addressOf(incoming))
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

  const refuse = async (res: ServerResponse, code: ErrorCode, request: Request): Promise<void> => {
    const response = problemResponse(new AppError(code), requestIdOf(request))
    res.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
  }

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    for (const [name, value] of pageHeaders) res.setHeader(name, value)
    if (hub().draining) res.setHeader('Connection', 'close')
    if (!isOwnHost(req.headers.host ?? null)) return refuse(res, 'foreign_host', requestOf(req))
    const match = router.match(pathOf(req.url ?? '/'))
    if (!match) return isWellEncoded(req.url) ? pages(req, res) : refuse(res, 'invalid_input', requestOf(req))
    if (req.method === 'GET' && match.module.serve) {
      const request = requestOf(req)
      rememberAddress(request, addressOf(req))
      return match.module.serve(request, res)
    }
    matches.set(req, match)
    await api(req, res)
  }

  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000 },
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
