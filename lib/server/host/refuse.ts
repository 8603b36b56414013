import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppError } from '@/lib/shared/errors'
import { problemReply } from '../http/problem'
import type { Reply } from '../http/reply'
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

/** An error as the answer to a request that has reached no endpoint. */
export function refusalOf(req: IncomingMessage, error: AppError): Reply {
  const requestId = requestIdOf(new NodeRequest(req))
  return inRequest({ requestId }, () => problemReply(error, requestId))
}

/** Runs a check in the context of the request, which knows its limits, and answers with the error. False without one. */
export function refusedBy(req: IncomingMessage, res: ServerResponse, check: () => AppError | null): boolean {
  const requestId = requestIdOf(new NodeRequest(req))
  const reply = inRequest({ requestId }, () => {
    const error = check()
    return error && problemReply(error, requestId)
  })
  if (!reply) return false
  writeReply(res, reply)
  discardRest(req)
  return true
}

/** Answers a request with an error before it reaches an endpoint or a page. */
export function refuse(req: IncomingMessage, res: ServerResponse, error: AppError): void {
  refusedBy(req, res, () => error)
}
