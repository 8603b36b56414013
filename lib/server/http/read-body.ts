import 'server-only'
import { AppError, isAppError } from '@/lib/shared/errors'
import type { HttpRequest } from './http-request'

/** Bytes. No command needs more. */
const bodyLimit = 64 * 1_024
/** Bytes read of a body that is too large: a client that is disconnected while sending may never see the answer. */
const readMost = 8 * 1_024 * 1_024

const decoder = new TextDecoder('utf-8', { fatal: true })

async function readBytes({ body }: HttpRequest): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size <= bodyLimit) parts.push(part)
    if (size > readMost) break
  }
  if (size > bodyLimit) throw new AppError('body_too_large', { limitBytes: bodyLimit })
  return Buffer.concat(parts)
}

/** Searches a whole value for NUL and lone surrogates. Iterative, because a hostile body may be nested thousands deep. */
function hasBadText(body: unknown): boolean {
  const rest: unknown[] = [body]
  while (rest.length > 0) {
    const value = rest.pop()
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return true
    if (Array.isArray(value)) for (const it of value) rest.push(it)
    else if (typeof value === 'object' && value !== null)
      for (const [name, it] of Object.entries(value)) rest.push(name, it)
  }
  return false
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_json')
  }
}

/**
 * Reads the whole body of a request. Throws `body_too_large` over 64 KB, and `invalid_json` when the client disconnects
 * before the end.
 */
export async function readBody(request: HttpRequest): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > readMost) throw new AppError('body_too_large', { limitBytes: bodyLimit })
  // A body with a small declared length (enforced by Node) is read at once, which costs less than its stream.
  const isSmall = declared > 0 && declared <= bodyLimit
  return (isSmall ? request.arrayBuffer().then((it) => new Uint8Array(it)) : readBytes(request)).catch(
    (error: unknown) => {
      // The client disconnected while sending: not an error of ours.
      throw isAppError(error) ? error : new AppError('invalid_json')
    },
  )
}

/**
 * The parsed JSON of a command's body, `undefined` when it is empty, and its text. Throws for another content type,
 * invalid UTF-8 or JSON, NUL characters and lone surrogates.
 */
export function jsonOf(request: HttpRequest, body: Uint8Array): { value: unknown; text: string } {
  if (body.byteLength === 0) return { value: undefined, text: '' }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new AppError('wrong_content_type')
  let text: string
  try {
    text = decoder.decode(body)
  } catch {
    throw new AppError('invalid_json')
  }
  const value = parse(text)
  if (hasBadText(value)) throw new AppError('invalid_input', {}, [{ path: '', reason: 'unsafe_characters' }])
  return { value, text }
}
