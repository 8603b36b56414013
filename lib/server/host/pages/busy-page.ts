import 'server-only'
import type { AppError } from '@/lib/shared/errors'
import { barePage } from '../../http/bare-page'
import type { HeaderReader } from '../../http/http-request'
import type { Reply } from '../../http/reply'

const words = {
  ar: { title: 'الخادم مشغول الآن', text: 'تُعاد المحاولة تلقائيًا بعد لحظات.' },
  en: { title: 'The server is busy', text: 'This page tries again by itself in a moment.' },
}

/** The answer for a browser when too many requests wait: a small page that reloads itself. Null for programs. */
export function busyReply(error: AppError, asked: HeaderReader): Reply | null {
  const seconds = error.details['retryAfterSeconds']
  if (typeof seconds !== 'number' || !asked.get('accept')?.includes('text/html')) return null
  return barePage(error.status, words, { again: seconds, headers: ['Retry-After', String(seconds)] })
}
