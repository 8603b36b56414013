import type { NextRequest, NextResponse } from 'next/server'
import createMiddleware from 'next-intl/middleware'
import { routing } from '@/lib/i18n/routing'
import { config as dawrConfig } from '@/lib/server/config/config'
import { newNonce, pagePolicy } from '@/lib/shared/security-headers'

const policyHeader = 'Content-Security-Policy'
const isLive = process.env.NODE_ENV !== 'development'
const withLanguage = createMiddleware(routing)

/**
 * Gives every page a Content-Security-Policy with a fresh nonce, and redirects paths without a language. Makes no
 * access decision.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = newNonce()
  const policy = pagePolicy(nonce, isLive)
  // Next adds the nonce found here to every script of the page; one sent by the client is overwritten.
  request.headers.set(policyHeader, policy)
  // Pages need their own path to return to it after signing in.
  request.headers.set('x-dawr-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = withLanguage(request)
  const language = response.cookies.get('NEXT_LOCALE')
  if (language && dawrConfig().secureCookies) response.cookies.set({ ...language, secure: true })
  response.headers.set(policyHeader, policy)
  // The chosen language is specific to this person.
  if (response.headers.has('location')) response.headers.set('Cache-Control', 'private, no-store')
  return response
}

export const config = {
  // Whole names only: a path that merely starts like one of these is a page, and needs its policy. Outside the languages a
  // dotted name is a file; a missing one is answered by `app/api/missing`.
  matcher: [
    '/((?!api(?:/|$)|health(?:/|$)|\\.well-known(?:/|$)|_next/static/|icons/|vendor/|(?!(?:ar|en)/).*\\.[^/]*$).*)',
  ],
}
