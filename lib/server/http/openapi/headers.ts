import 'server-only'
import type { Json } from './schemas'

const text = (example: string): Json => ({ type: 'string', examples: [example] })

/** The headers of answers, by name. */
export const answerHeaders = {
  'X-Request-Id': {
    description: 'The id of this request, which the log has too.',
    schema: text('01a201db-1a42-7c3e-9b54-6f0d2c8e7a10'),
  },
  'RateLimit-Policy': {
    description: 'The limits that counted the request: `q` requests in `w` seconds.',
    schema: text('"token";q=1000;w=3600'),
  },
  RateLimit: {
    description: 'What is left of each limit: `r` requests now, all of them again in `t` seconds.',
    schema: text('"token";r=998;t=3121'),
  },
  'Retry-After': {
    description: 'Seconds to wait before the next attempt.',
    schema: { type: 'integer', minimum: 1, examples: [2] },
  },
  'WWW-Authenticate': {
    description: 'How a program authenticates. People sign in, and send their session cookie.',
    schema: text('Bearer realm="Dawr"'),
  },
  Allow: { description: 'The methods that this path has.', schema: text('GET, HEAD, OPTIONS') },
  ETag: {
    description: 'Changes with every byte of the answer; send it back as `If-None-Match`.',
    schema: text('"Zk1bXo0uVnG7Vw0vJt3c5A"'),
  },
  'X-Cursor': {
    description: 'The position in the event stream that this answer includes; pass it to the stream as `since`.',
    schema: text('e01529c48d1a.3880'),
  },
  'Set-Cookie': {
    description: 'The cookie that identifies the caller from now on.',
    schema: text('dawr_visitor=…; Path=/; HttpOnly; SameSite=Lax'),
  },
} as const satisfies Record<string, Json>

export type AnswerHeader = keyof typeof answerHeaders

/** References to these headers. */
export function headersNamed(names: readonly AnswerHeader[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
