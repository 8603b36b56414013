import { contracts } from '@/app/rights/contracts'
import type { Contract } from '@/lib/shared/contract'
import { pathOf } from '@/lib/shared/endpoint'

export type Sent = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}

/** An answer, with the cookie it sets. */
export type Answered = { status: number; body: Record<string, unknown>; text: string; cookie: string }

const byName = new Map(contracts)

/** Sends requests by contract name, and records which bodies were sent to which. */
export class Sender {
  readonly bodies = new Map<string, unknown[]>()

  constructor(readonly url: string) {}

  contract(name: string): Contract {
    const found = byName.get(name)
    if (!found) throw new Error(`no contract ${name}`)
    return found
  }

  /** Sends one request to an endpoint, whatever the result. */
  async try(name: string, { params = {}, query = {}, body, headers = {} }: Sent = {}): Promise<Answered> {
    const { endpoint } = this.contract(name)
    this.bodies.set(name, [...(this.bodies.get(name) ?? []), body])
    const search = new URLSearchParams(query).toString()
    const answer = await fetch(`${this.url}${pathOf(endpoint, params)}${search && `?${search}`}`, {
      method: endpoint.method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    })
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    if (isStream) await answer.body?.cancel()
    const text = isStream ? '' : await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
    return { status: answer.status, body: isJson ? JSON.parse(text) : {}, text, cookie: cookie.join('; ') }
  }

  /** The same, but it must succeed. */
  async send(name: string, sent: Sent = {}): Promise<Answered> {
    const answer = await this.try(name, sent)
    if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${answer.text}`)
    return answer
  }
}
