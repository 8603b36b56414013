import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppError } from '@/lib/shared/errors'
import { problemReply } from '../http/problem'
import { requestIdOf } from '../http/request-id'
import { writeReply } from '../http/write-reply'
import { inRequest } from '../log'
import { NodeRequest } from './node-request'

/** How long a client that was answered early may go on sending before its connection is closed. */
const discardMs = 500

/** Discards what a client still sends after its answer, so that it gets to read the answer. */
export function discardRest(req: IncomingMessage): void {
  if (req.complete) return
  const timer = setTimeout(() => req.socket.destroySoon(), discardMs)
  req.once('close', () => clearTimeout(timer))
  req.resume()
}

/** Answers a request with an error before it reaches an endpoint or a page. */
export function refuse(req: IncomingMessage, res: ServerResponse, error: AppError): void {
  const requestId = requestIdOf(new NodeRequest(req))
  writeReply(
    res,
    inRequest({ requestId }, () => problemReply(error, requestId)),
  )
  discardRest(req)
}
