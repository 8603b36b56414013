import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { observeOther } from '../http/observe'

/** The status of a request whose client left before the answer, as proxies log it. */
const leftEarly = 499

/** Counts the answer to a request that no contract describes, under a route template, when it has been sent. */
export function countAnswer({ method = 'GET' }: IncomingMessage, res: ServerResponse, route: string): void {
  const startedAt = performance.now()
  res.once('close', () => observeOther(method, route, res.headersSent ? res.statusCode : leftEarly, startedAt))
}
