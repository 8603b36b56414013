import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { AppError } from '@/lib/shared/errors'
import { barePage } from '../../http/bare-page'
import type { Reply } from '../../http/reply'
import { refusalOf } from '../refuse'

const words = {
  ar: { title: 'هذه الصفحة غير متاحة الآن', text: 'تُعاد المحاولة تلقائيًا بعد لحظات. مكانك في الطابور محفوظ.' },
  en: {
    title: 'Not available right now',
    text: 'This page tries again by itself in a moment. Your place in line is safe.',
  },
}

/**
 * The answer when too many requests wait or the database is away: for a browser a small page in both languages that
 * reloads itself, for a program an error.
 */
export function unavailableReply(req: IncomingMessage, error: AppError): Reply {
  const seconds = error.details['retryAfterSeconds']
  if (typeof seconds !== 'number' || !req.headers.accept?.includes('text/html')) return refusalOf(req, error)
  return barePage(error.status, words, { again: seconds, headers: ['Retry-After', String(seconds)] })
}
