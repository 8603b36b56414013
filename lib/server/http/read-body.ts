import 'server-only'
import { AppError, isAppError } from '@/lib/shared/errors'

/** No command needs more; uploads will have their own way. */
const bodyLimit = 64 * 1_024
/** A sender of more than its share is heard out up to here: who is cut off while sending may never see the answer. */
const heardOut = 8 * 1_024 * 1_024

const decoder = new TextDecoder('utf-8', { fatal: true })

async function readBytes(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  for (let part = await reader.read(); !part.done && size <= heardOut; part = await reader.read()) {
    size += part.value.byteLength
    if (size <= bodyLimit) parts.push(part.value)
  }
  if (size > bodyLimit) {
    await reader.cancel()
    throw new AppError('body_too_large', { limitBytes: bodyLimit })
  }
  return Buffer.concat(parts)
}

/** Looks through a whole value; without recursion, since a hostile body may be nested thousands deep. */
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
 * The bytes of a request's body, all of them. Throws `body_too_large` over 64 KB, and `invalid_json` when the sender went
 * away in the middle.
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > heardOut) throw new AppError('body_too_large', { limitBytes: bodyLimit })
  // Of a body that says that it is small (Node refuses one that lies), the host reads the bytes at once, without the
  // stream and the whole Request that `body` would make.
  const isSmall = declared > 0 && declared <= bodyLimit
  return (isSmall ? request.arrayBuffer().then((it) => new Uint8Array(it)) : readBytes(request)).catch(
    (error: unknown) => {
      // Whoever went away in the middle of sending: nobody is there to be answered, and nothing is wrong here.
      throw isAppError(error) ? error : new AppError('invalid_json')
    },
  )
}

/**
 * What the body of a command says, and its text; `undefined` when there is none.
 * Throws for another content type, bad UTF-8 or JSON, NUL characters and lone surrogates.
 */
export function jsonOf(request: Request, body: Uint8Array): { value: unknown; text: string } {
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
