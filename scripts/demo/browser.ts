import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Endpoint, pathOf } from '@/lib/shared/endpoint'
import type { Problem } from '@/lib/shared/errors'

/** The server refused a request; `code` is that of the problem document. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly details: Record<string, unknown>,
    what: string,
  ) {
    super(`${what} was refused: ${code}`)
  }
}

/** An answer, when it was requested and received, and its position in the event stream. */
export type Sent<Answer> = { answer: Answer; sentAt: number; answeredAt: number; cursor: string | null }

type Options = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown; key?: string }

const pauses = [100, 200, 400, 800, 1_600]
const passing = new Set([429, 502, 503, 504])

/** The number of 429 answers, by request. */
export type Traffic = { requests: number; repeated: number; limited: number }

/** One simulated browser with its own cookies, which calls the API as Dawr's own pages do. */
export class Browser {
  private readonly cookies = new Map<string, string>()
  /** The secret of a visit, for a holder of a printed link without a cookie. */
  visitToken: string | null = null

  constructor(
    readonly origin: string,
    private readonly traffic: Traffic,
  ) {}

  /** What identifies this browser. */
  headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { ...(cookie && { cookie }), ...(this.visitToken && { 'x-visit-token': this.visitToken }) }
  }

  /**
   * Calls an endpoint. A command uses one key for all its tries; 429 and transient failures are retried when the server
   * says so. Throws Refusal, or the network error after the last try.
   */
  async send<Answer>(endpoint: Endpoint, options: Options = {}): Promise<Sent<Answer>> {
    const isCommand = endpoint.method !== 'GET'
    const headers = {
      ...this.headers(),
      ...(isCommand && { 'idempotency-key': options.key ?? randomUUID() }),
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
    }
    const query = options.query ? `?${new URLSearchParams(options.query).toString()}` : ''
    const address = `${this.origin}${pathOf(endpoint, options.params)}${query}`
    const body = options.body === undefined ? null : JSON.stringify(options.body)
    for (let tries = 0; ; ) {
      const sentAt = performance.now()
      this.traffic.requests++
      const response = await fetch(address, { method: endpoint.method, headers, body }).catch((error: unknown) => {
        if (tries >= pauses.length) throw error
        return null
      })
      if (response?.ok) {
        this.keepCookies(response)
        const answer = (await response.json()) as Answer
        return { answer, sentAt, answeredAt: performance.now(), cursor: response.headers.get('x-cursor') }
      }
      const after = Number(response?.headers.get('retry-after') ?? 0) * 1_000
      // A 429 is not a failure and does not use up the tries.
      if (response?.status === 429) this.traffic.limited++
      else tries++
      if (response && (!passing.has(response.status) || tries > pauses.length))
        throw await refusalOf(response, `${endpoint.method} ${endpoint.path}`)
      this.traffic.repeated++
      await delay(Math.max(after, pauses[tries] ?? 1_600))
    }
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? ''
      const at = pair.indexOf('=')
      if (at > 0) this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

async function refusalOf(response: Response, what: string): Promise<Refusal> {
  const text = await response.text()
  try {
    const problem = JSON.parse(text) as Problem
    return new Refusal(problem.code, problem.details ?? {}, what)
  } catch {
    return new Refusal(`http_${response.status}`, {}, what)
  }
}
