import 'server-only'
import type { ServerResponse } from 'node:http'
import { AppError } from '@/lib/shared/errors'
import { dataPolicy } from '@/lib/shared/security-headers'
import type { StreamContract } from '@/lib/shared/stream-contract'
import { grantStream } from '../events/grant-stream'
import { hub } from '../events/hub'
import { type BeginStream, openStream } from '../events/open-stream'
import type { Sink } from '../events/reader'
import { keepShares } from '../events/replay-shares'
import { SocketSink } from '../events/socket-sink'
import type { TopicSource } from '../events/topic-source'
import { inRequest } from '../log'
import { assertAdmitted } from './admit'
import { checkRequest } from './check-request'
import { clientAddress } from './client-address'
import { auditDeniedRequest } from './denial'
import { failure } from './failure'
import { type Handler, keepsTo } from './handler'
import type { HttpRequest } from './http-request'
import { observe } from './observe'
import { quotaHeaders } from './quota'
import { webResponse } from './reply'
import { requestIdOf } from './request-id'
import { assertPlaceFor, assertShareFor, inPlace } from './stream-places'
import { hostHeaders, writeReply } from './write-reply'

/** What a stream endpoint can carry, and how it resolves the branch in its query. */
type Carried = {
  contract: StreamContract
  sources: readonly TopicSource[]
  branchIdOf: (slug: string | undefined) => Promise<string>
}

/** A stream endpoint for both hosts: a web handler for Next, and `serve` for a Node response. */
export type StreamRoute = { handler: Handler; serve: (request: HttpRequest, res: ServerResponse) => Promise<void> }

const headersOf = (requestId: string): string[] => [
  ...['Content-Type', 'text/event-stream; charset=utf-8'],
  // Compression would delay events and cost 200 KB per reader.
  ...['Cache-Control', 'no-cache, no-transform'],
  ...['X-Accel-Buffering', 'no'],
  ...['X-Request-Id', requestId],
  ...['Content-Security-Policy', dataPolicy],
  ...quotaHeaders(),
]

/** Checks the request, its topics and permissions, and reads the missed events. Returns the stream, ready to start. */
async function prepared({ contract, sources, branchIdOf }: Carried, request: HttpRequest): Promise<BeginStream> {
  assertAdmitted(contract, request)
  if (hub().draining) throw new AppError('unavailable', { retryAfterSeconds: 2 })
  const address = clientAddress(request)
  assertPlaceFor(address)
  const { actor, query, now, origin } = await checkRequest(contract, request, {})
  assertShareFor(actor, origin.network)
  const branchId = await branchIdOf(query.branch)
  const lastEventId = request.headers.get('last-event-id')
  const granted = await grantStream(sources, { actor, branchId, query, lastEventId, now })
  return inPlace(await openStream(granted), { actor, address, network: origin.network })
}

function webSink(controller: ReadableStreamDefaultController<Uint8Array>, left: () => void): Sink {
  return {
    write: (frame) => controller.enqueue(frame.plain),
    // The queue counts bytes: with a high-water mark of 0 the unread ones are the negative desired size.
    pending: () => Math.max(0, -(controller.desiredSize ?? 0)),
    end: () => {
      controller.close()
      left()
    },
    destroy: () => {
      controller.error(new Error('slow reader'))
      left()
    },
  }
}

function streamResponse(begin: BeginStream, signal: AbortSignal, requestId: string): Response {
  let gone = (): void => undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        gone = begin(webSink(controller, () => gone()))
        // Either this or `cancel` is called, depending on which side notices the end first.
        signal.addEventListener('abort', gone)
      },
      cancel: () => gone(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )
  const { status, headers } = webResponse({ status: 200, headers: headersOf(requestId), body: '' })
  return new Response(body, { status, headers })
}

function serveOnNode(begin: BeginStream, method: string, res: ServerResponse, requestId: string): void {
  if (method === 'HEAD') return void res.writeHead(200, [...hostHeaders(), ...headersOf(requestId)]).end()
  const { socket } = res
  // A client that left while the stream was being prepared sends no close event any more.
  if (!socket || socket.destroyed) return
  socket.setNoDelay(true)
  socket.setTimeout(0)
  const ofConnection = ['Transfer-Encoding', 'chunked', 'Connection', 'keep-alive']
  res.writeHead(200, [...hostHeaders(), ...headersOf(requestId), ...ofConnection])
  res.flushHeaders()
  res.once('close', begin(new SocketSink(socket)))
  // A stream stays open for hours and no longer needs the request's headers: 1 to 2 KB each.
  res.req.rawHeaders = []
  res.req.headers = {}
}

/** Creates the stream endpoint that carries these kinds of topic. */
export function streamRoute(carried: Carried): StreamRoute {
  const { contract, sources } = carried
  keepShares(sources.map(({ kind }) => kind))
  const route = `${contract.endpoint.method} ${contract.endpoint.path}`
  return {
    handler: keepsTo(contract, (request) => {
      const requestId = requestIdOf(request)
      return inRequest({ requestId, route }, () =>
        prepared(carried, request)
          .then((begin) => streamResponse(begin, request.signal, requestId))
          .catch(async (error: unknown) => {
            await auditDeniedRequest(request, error, route)
            return webResponse(failure(error, requestId))
          }),
      )
    }),
    serve: (request, res) => {
      const startedAt = performance.now()
      const requestId = requestIdOf(request)
      return inRequest({ requestId, route }, async () => {
        try {
          serveOnNode(await prepared(carried, request), request.method, res, requestId)
          observe(request, contract.endpoint, 200, startedAt)
        } catch (error) {
          if (res.headersSent) return void res.destroy()
          await auditDeniedRequest(request, error, route)
          const reply = failure(error, requestId)
          observe(request, contract.endpoint, reply.status, startedAt)
          writeReply(res, reply)
        }
      })
    },
  }
}
