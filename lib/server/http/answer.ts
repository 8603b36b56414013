import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { dataPolicy } from '@/lib/shared/security-headers'
import type { HeaderReader } from './http-request'
import { matchesTag } from './if-none-match'
import { quotaHeaders } from './quota'
import type { ReadyJson } from './ready-json'
import type { Reply } from './reply'

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
      /** JSON that was made before, of an endpoint whose contract `revalidates`. */
      ready?: ReadyJson
    } = {},
  ) {}
}

/** The reply to a public read whose bytes are ready: 304 without a body when the client has them. */
function readyReply(ready: ReadyJson, common: string[], headers: HeaderReader): Reply {
  // Kept by the client only, and checked with us before each use.
  common.push('Cache-Control', 'private, no-cache', 'ETag', ready.etag)
  if (matchesTag(headers.get('if-none-match'), ready.etag)) return { status: 304, headers: common, body: '' }
  common.push('Content-Type', 'application/json')
  return { status: 200, headers: common, body: ready.bytes }
}

/** Makes the reply to a use case's answer. The contract's status applies unless the answer has its own. */
export function replyTo(answer: unknown, contract: Contract, requestId: string, headers: HeaderReader): Reply {
  const { body, options } = answer instanceof Answer ? answer : new Answer(answer)
  const common = ['X-Request-Id', requestId, 'Content-Security-Policy', dataPolicy, ...quotaHeaders()]
  for (const [name, value] of options.headers ?? []) common.push(name, value)
  for (const cookie of options.cookies ?? []) common.push('Set-Cookie', cookie)
  if (options.cursor) common.push('X-Cursor', options.cursor)
  if (options.ready && contract.revalidates) return readyReply(options.ready, common, headers)
  common.push('Content-Type', options.contentType ?? 'application/json', 'Cache-Control', 'no-store')
  const status = options.status ?? contract.status ?? 200
  return { status, headers: common, body: options.ready?.bytes ?? options.text ?? JSON.stringify(body) }
}
