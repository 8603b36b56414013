import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { inject } from 'vitest'
import type { Problem } from '@/lib/shared/errors'
import type { StaffSessions } from '../setup/staff-sessions'

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The body as it was received, still compressed. */
  bytes: Buffer
  /** The body as JSON; undefined when it is not. */
  json: unknown
}

export type Sending = {
  /** A value to send as JSON. */
  body?: unknown
  /** Raw bytes to send instead of `body`. */
  raw?: string | Uint8Array
  headers?: Record<string, string>
  /** A `Cookie` header. */
  cookie?: string
}

/** The server under test. */
export const server = new URL(process.env['DAWR_URL'] ?? 'http://127.0.0.1:3000')

/** Whether the production host is tested; plain `next start` answers some requests differently. */
export const isProductionHost = process.env['DAWR_HOST_KIND'] !== 'next'

const agent = new Agent({ keepAlive: true, maxSockets: 100 })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One HTTP request with exactly these headers: unlike `fetch`, it can forge Host and Origin. */
export function send(method: string, path: string, { body, raw, headers = {}, cookie }: Sending = {}): Promise<Answer> {
  const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const all = {
    ...(bytes !== undefined && { 'content-type': 'application/json' }),
    ...(bytes !== undefined && !headers['transfer-encoding'] && { 'content-length': String(Buffer.byteLength(bytes)) }),
    ...(cookie && { cookie }),
    ...headers,
  }
  const { hostname: host, port } = server
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path, headers: all, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const received = Buffer.concat(parts)
        const text = received.toString('utf8')
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, bytes: received, json: jsonOf(text) })
      })
    })
    // A server may answer and close before it has read an oversized body.
    sent.on('error', reject)
    sent.end(bytes)
  })
}

/** Sends as a signed-in member of staff. */
export function sendAs(
  role: keyof StaffSessions,
  method: string,
  path: string,
  sending: Sending = {},
): Promise<Answer> {
  return send(method, path, { ...sending, cookie: inject('sessions')[role] })
}

/** The error in an answer. */
export function problemOf(answer: Answer): Problem {
  return answer.json as Problem
}

/** The cookies set by an answer, as a `Cookie` header. */
export function cookieOf(answer: Answer): string {
  return (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
}
