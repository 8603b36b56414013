import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { dataPolicy } from '@/lib/shared/security-headers'
import { packedTag, takesGzip } from './content-coding'
import type { HeaderReader } from './http-request'
import { matchesTag } from './if-none-match'
import { quotaHeaders } from './quota'
import { ReadyJson } from './ready-json'
import type { Reply } from './reply'

/** An answer with its own headers, status or prepared text. */
export class Answer {
  constructor(
    readonly body: unknown,
    readonly options: {
      status?: number
      cookies?: readonly string[]
      cursor?: string | null
      headers?: readonly [string, string][]
      /** The text, instead of a body to serialise as JSON. */
      text?: string
      contentType?: string
      /** Prepared JSON, of an endpoint whose contract `revalidates`. */
      ready?: ReadyJson
    } = {},
  ) {}
}

/** The reply to a public read: 304 without a body when the client has it. Only these are compressed (decision 047). */
function readyReply(ready: ReadyJson, common: string[], headers: HeaderReader): Reply {
  const isSmall = ready.isPacked && takesGzip(headers.get('accept-encoding'))
  const tag = isSmall ? packedTag(ready.etag) : ready.etag
  // Cached by the client only, and revalidated before each use.
  common.push('Cache-Control', 'private, no-cache', 'ETag', tag)
  if (ready.isPacked) common.push('Vary', 'Accept-Encoding')
  if (matchesTag(headers.get('if-none-match'), tag)) return { status: 304, headers: common, body: '' }
  common.push('Content-Type', 'application/json')
  if (isSmall) common.push('Content-Encoding', 'gzip')
  return { status: 200, headers: common, body: isSmall ? ready.gzip : ready.bytes }
}

/** The reply to a use case's answer. The contract's status applies unless the answer has its own. */
export function replyTo(answer: unknown, contract: Contract, requestId: string, headers: HeaderReader): Reply {
  const { body, options } = answer instanceof Answer ? answer : new Answer(answer)
  const common = ['X-Request-Id', requestId, 'Content-Security-Policy', dataPolicy, ...quotaHeaders()]
  for (const [name, value] of options.headers ?? []) common.push(name, value)
  for (const cookie of options.cookies ?? []) common.push('Set-Cookie', cookie)
  if (options.cursor) common.push('X-Cursor', options.cursor)
  if (contract.revalidates) return readyReply(options.ready ?? new ReadyJson(JSON.stringify(body)), common, headers)
  common.push('Content-Type', options.contentType ?? 'application/json', 'Cache-Control', 'no-store')
  const status = options.status ?? contract.status ?? 200
  return { status, headers: common, body: options.ready?.bytes ?? options.text ?? JSON.stringify(body) }
}
