import 'server-only'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'

const packing = promisify(gzip)

/** Compresses bytes that are sent many times, as small as gzip can, off the main thread. */
export function packed(bytes: Buffer): Promise<Buffer> {
  return packing(bytes, { level: constants.Z_BEST_COMPRESSION })
}

const none = /;\s*q=0(?:\.0{0,3})?\s*$/i

/** Whether an `Accept-Encoding` header allows gzip (RFC 9110 §12.5.3). A missing header counts as no. */
export function takesGzip(header: string | null | undefined): boolean {
  const codings = (header ?? '').split(',').map((it) => it.trim())
  const named = codings.find((it) => /^(?:x-)?gzip(?=\s*(?:;|$))/i.test(it)) ?? codings.find((it) => it.startsWith('*'))
  return named !== undefined && !none.test(named)
}

/** The entity tag of the compressed form: each representation needs its own. */
export const packedTag = (etag: string): string => `${etag.slice(0, -1)}-gzip"`
