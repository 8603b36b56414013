import 'server-only'
import { dataPolicy } from '@/lib/shared/security-headers'
import { quotaHeaders } from './quota'

/** An answer with its own headers, status or ready text. */
export class Answer {
  constructor(
    readonly body: unknown,
    readonly options: {
      status?: number
      cookies?: readonly string[]
      cursor?: string | null
      headers?: readonly [string, string][]
      /** The text itself, instead of a body to turn into JSON. */
      text?: string
      contentType?: string
    } = {},
  ) {}
}

type Plain = { status: number; headers: [string, string][]; body: string }
const plain = new WeakMap<Response, Plain>()

/** The plain data of a response made by `respond`: our own host writes it without reading the response's stream. */
export function plainOf(response: Response): Plain | undefined {
  return plain.get(response)
}

/** Makes the response to a use case's answer. `status` applies unless the answer has its own. */
export function respond(answer: unknown, status: number, requestId: string): Response {
  const it = answer instanceof Answer ? answer : new Answer(answer)
  const type = it.options.contentType ?? 'application/json'
  const headers: [string, string][] = [
    ['Content-Type', type],
    ['Cache-Control', 'no-store'],
    ['X-Request-Id', requestId],
    ['Content-Security-Policy', dataPolicy],
    ...quotaHeaders(),
    ...(it.options.headers ?? []),
  ]
  for (const cookie of it.options.cookies ?? []) headers.push(['Set-Cookie', cookie])
  if (it.options.cursor) headers.push(['X-Cursor', it.options.cursor])
  const body = it.options.text ?? JSON.stringify(it.body)
  const response = new Response(body, { status: it.options.status ?? status, headers })
  plain.set(response, { status: response.status, headers, body })
  return response
}
