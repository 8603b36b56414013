import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { barePage } from './bare-page'
import { handlerOf } from './handler'
import { problemReply } from './problem'
import { requestIdOf } from './request-id'

const words = {
  ar: { title: 'لم نجد هذه الصفحة', text: 'قد يكون الرابط ناقصًا أو قديمًا.', link: 'إلى الصفحة الرئيسية' },
  en: {
    title: 'We couldn’t find this page',
    text: 'The link may be incomplete or out of date.',
    link: 'Go to the home page',
  },
}

/**
 * Answers every address that is neither a file, nor data, nor in a language: a page in both languages for browsers, a problem
 * document for programs.
 */
export const missingPage = handlerOf(async (request) => {
  const requestId = requestIdOf(request)
  if (!request.headers.get('accept')?.includes('text/html')) return problemReply(new AppError('not_found'), requestId)
  return barePage(404, words, { headers: ['X-Request-Id', requestId] })
})
