import type { NextRequest } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { routing } from '@/lib/i18n/routing'

const inLanguage = createMiddleware(routing)

/**
 * Puts the language in front of an address that has none, and tells the pages their own address, which they need to come
 * back to it after signing in. Rights are never decided here.
 */
export function proxy(request: NextRequest) {
  request.headers.set('x-dawr-path', request.nextUrl.pathname + request.nextUrl.search)
  return inLanguage(request)
}

export const config = { matcher: ['/((?!api|health|_next|.*\\..*).*)'] }
