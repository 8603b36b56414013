import 'server-only'
import type { Histogram } from 'prom-client'
import type { Endpoint } from '@/lib/shared/endpoint'
import { log } from '../log'
import { metrics } from '../metrics'
import type { HttpRequest } from './http-request'

/** The histograms of an endpoint by status: looking one up by its labels costs more than the observation. */
const histograms = new WeakMap<Endpoint, Map<number, Histogram.Internal<string>>>()

function histogramOf(endpoint: Endpoint, status: number): Histogram.Internal<string> {
  const byStatus = histograms.get(endpoint) ?? new Map<number, Histogram.Internal<string>>()
  histograms.set(endpoint, byStatus)
  const histogram =
    byStatus.get(status) ?? metrics().requests.labels({ method: endpoint.method, route: endpoint.path, status })
  byStatus.set(status, histogram)
  return histogram
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Counts an answered request that no contract describes. */
export function observeOther(method: string, route: string, status: number, startedAt: number): void {
  // There are dozens of methods: each would be a series of its own for everything that a scanner tries.
  const labels = { method: methods.has(method) ? method : 'other', route, status }
  metrics().requests.observe(labels, (performance.now() - startedAt) / 1_000)
}

/** Counts and logs an answered request. Successful reads are most of the traffic and are logged at debug level only. */
export function observe(request: HttpRequest, endpoint: Endpoint, status: number, startedAt: number): void {
  const seconds = (performance.now() - startedAt) / 1_000
  histogramOf(endpoint, status).observe(seconds)
  const level = endpoint.method === 'GET' && status < 400 ? 'debug' : 'info'
  if (!log().isLevelEnabled(level)) return
  // A client chooses this text: no control characters may reach the terminal of the person who reads the log.
  const userAgent = request.headers
    .get('user-agent')
    ?.slice(0, 200)
    .replaceAll(/[^ -~]/g, '?')
  log()[level]({ status, ms: Math.round(seconds * 1_000), userAgent }, 'answered')
}
