import 'server-only'
import type { Endpoint } from '@/lib/shared/endpoint'
import { log } from '../log'
import { metrics } from '../metrics'
import type { HttpRequest } from './http-request'

/** Counts and logs an answered request. Successful reads are most of the traffic and are logged at debug level only. */
export function observe(request: HttpRequest, { method, path }: Endpoint, status: number, startedAt: number): void {
  const seconds = (performance.now() - startedAt) / 1_000
  metrics().requests.observe({ method, route: path, status }, seconds)
  const level = method === 'GET' && status < 400 ? 'debug' : 'info'
  if (!log().isLevelEnabled(level)) return
  // A client chooses this text: no control characters may reach the terminal of the person who reads the log.
  const userAgent = request.headers
    .get('user-agent')
    ?.slice(0, 200)
    .replaceAll(/[^ -~]/g, '?')
  log()[level]({ status, ms: Math.round(seconds * 1_000), userAgent }, 'answered')
}
