import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/shared/errors'
import { dataPolicy } from '@/lib/shared/security-headers'
import type { StreamContract } from '@/lib/shared/stream-contract'
import { config } from '../config/config'
import { grantStream } from '../events/grant-stream'
import { hub } from '../events/hub'
import { type BeginStream, openStream } from '../events/open-stream'
import type { Sink } from '../events/reader'
import { keepShares } from '../events/replay-shares'
import { SocketSink } from '../events/socket-sink'
import type { TopicSource } from '../events/topic-source'
import { inRequest } from '../log'
import { assertAdmitted } from './admit'
import { callOf } from './call'
import { clientAddress } from './client-address'
import { noteDenial } from './denial'
import { failure } from './failure'
import { type Handler, keepsTo } from './handler'
import { quotaHeaders } from './quota'
import { requestIdOf } from './request-id'
import { assertPlaceFor, inPlace } from './stream-places'

/** What a stream endpoint can carry, and how it finds the branch that its address names. */
type Carried = {
  contract: StreamContract
  sources: readonly TopicSource[]
  branchIdOf: (slug: string | undefined) => Promise<string>
}

/** A stream endpoint for both hosts: as a web handler, and straight on a Node response. */
export type StreamRoute = { handler: Handler; serve: (request: Request, res: ServerResponse) => Promise<void> }

const headersOf = (requestId: string): Record<string, string> => ({
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Compression would hold events back and cost 200 KB a reader.
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
  'X-Request-Id': requestId,
  'Content-Security-Policy': dataPolicy,
  ...Object.fromEntries(quotaHeaders()),
})

/** A stream whose topics and rights are settled and that has read what was missed. */
async function prepared({ contract, sources, branchIdOf }: Carried, request: Request): Promise<BeginStream> {
  assertAdmitted(request)
  if (hub().draining || hub().size >= config().limits.streams)
    throw new AppError('unavailable', { retryAfterSeconds: 2 })
  const address = clientAddress(request)
  assertPlaceFor(address)
  const { actor, query, now } = await callOf(contract, request, {})
  const branchId = await branchIdOf(query.branch)
  const lastEventId = request.headers.get('last-event-id')
  const granted = await grantStream(sources, { actor, branchId, query, lastEventId, now })
  return inPlace(await openStream(granted), actor, address)
}

function webSink(controller: ReadableStreamDefaultController<Uint8Array>, left: () => void): Sink {
  return {
    write: (frame) => controller.enqueue(frame.plain),
    // The stream's own queue counts bytes; what the reader has not taken shows as a deficit.
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

function webResponse(begin: BeginStream, signal: AbortSignal, requestId: string): Response {
  let gone = (): void => undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        gone = begin(webSink(controller, () => gone()))
        // One of the two comes, depending on who noticed first.
        signal.addEventListener('abort', gone)
      },
      cancel: () => gone(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )
  return new Response(body, { headers: headersOf(requestId) })
}

async function send(response: Response, res: ServerResponse): Promise<void> {
  res.writeHead(response.status, Object.fromEntries(response.headers))
  res.end(await response.text())
}

function serveOnNode(begin: BeginStream, res: ServerResponse, requestId: string): void {
  const { socket } = res
  // Who left while the stream was being prepared will never be heard to leave.
  if (!socket || socket.destroyed) return
  socket.setNoDelay(true)
  socket.setTimeout(0)
  res.writeHead(200, { ...headersOf(requestId), 'Transfer-Encoding': 'chunked', Connection: 'keep-alive' })
  res.flushHeaders()
  res.once('close', begin(new SocketSink(socket)))
}

/** Makes the stream endpoint that carries these kinds of topic. */
export function streamRoute(carried: Carried): StreamRoute {
  const { contract, sources } = carried
  keepShares(sources.map(({ kind }) => kind))
  const route = `${contract.endpoint.method} ${contract.endpoint.path}`
  return {
    handler: keepsTo(contract, (request) => {
      const requestId = requestIdOf(request)
      return inRequest({ requestId, route }, () =>
        prepared(carried, request)
          .then((begin) => webResponse(begin, request.signal, requestId))
          .catch(async (error: unknown) => {
            await noteDenial(request, error, route)
            return failure(error, requestId)
          }),
      )
    }),
    serve: (request, res) => {
      const requestId = requestIdOf(request)
      return inRequest({ requestId, route }, async () => {
        try {
          serveOnNode(await prepared(carried, request), res, requestId)
        } catch (error) {
          if (res.headersSent) return void res.destroy()
          await noteDenial(request, error, route)
          await send(failure(error, requestId), res)
        }
      })
    },
  }
}

/** A request's own parts as a web Request, for the endpoints that answer on the Node response. */
export function requestOf(req: IncomingMessage): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one)
  }
  const host = headers.get('host') ?? 'localhost'
  return new Request(new URL(req.url ?? '/', URL.canParse(`http://${host}`) ? `http://${host}` : 'http://localhost'), {
    headers,
  })
}
