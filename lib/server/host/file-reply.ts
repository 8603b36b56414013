import 'server-only'
import { dataPolicy } from '@/lib/shared/security-headers'
import { packedTag, takesGzip } from '../http/content-coding'
import type { HeaderReader } from '../http/http-request'
import { matchesTag } from '../http/if-none-match'
import type { Reply } from '../http/reply'
import type { KeptFile } from './kept-files'

/** Scripts of the service worker: the policy would block its own fetches. */
const isWorker = (path: string): boolean => !path.includes('/', 1) && path.endsWith('.js')

/** The reply to a request for a file; 304 without a body when the client has it already. */
export function fileReply(path: string, { type, bytes, etag, gzip, forever }: KeptFile, asked: HeaderReader): Reply {
  const small = gzip && takesGzip(asked.get('accept-encoding')) ? gzip : null
  const tag = small ? packedTag(etag) : etag
  const headers = ['Cache-Control', `public, max-age=${forever ? '31536000, immutable' : '0'}`, 'ETag', tag]
  if (!isWorker(path)) headers.push('Content-Security-Policy', dataPolicy)
  if (gzip) headers.push('Vary', 'Accept-Encoding')
  if (matchesTag(asked.get('if-none-match'), tag)) return { status: 304, headers, body: '' }
  headers.push('Content-Type', type)
  if (small) headers.push('Content-Encoding', 'gzip')
  return { status: 200, headers, body: small ?? bytes }
}
