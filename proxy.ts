import createMiddleware from 'next-intl/middleware'
import { routing } from '@/lib/i18n/routing'

/** Puts the language in front of an address that has none. Rights are never decided here. */
export const proxy = createMiddleware(routing)

export const config = { matcher: ['/((?!api|health|_next|.*\\..*).*)'] }
