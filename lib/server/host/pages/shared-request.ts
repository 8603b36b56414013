import 'server-only'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Everything that the answer to a request for a public page depends on. */
export type SharedRequest = {
  key: string
  url: string
  headers: Record<string, string>
  /** Marks in the page, in whose place every client gets its own values. */
  marks?: readonly string[]
}

/** Longer values are not shared, so that keys stay small. */
const longest = 200

/** Headers that change a page: its links contain the address, and next-intl stores the language of the person in a cookie. */
const varying = ['host', 'x-forwarded-proto', 'accept-language', 'sec-fetch-dest'] as const

/** Headers of the router in the browser, which asks for data instead of a document. */
const ofRouter = /^(?:rsc$|next-|x-nextjs-|x-middleware-)/

function languageCookie({ cookie }: IncomingHttpHeaders): Record<string, string> {
  const [, language] = /(?:^|;\s*)NEXT_LOCALE=(ar|en)(?:;|$)/.exec(cookie ?? '') ?? []
  return language ? { cookie: `NEXT_LOCALE=${language}` } : {}
}

/** The part of a request for a document that its answer may depend on; null when the answer cannot be shared. */
export function sharedRequestOf({
  url = '/',
  headers,
}: Pick<IncomingMessage, 'url' | 'headers'>): SharedRequest | null {
  if (Object.keys(headers).some((name) => ofRouter.test(name))) return null
  const own: Record<string, string> = languageCookie(headers)
  for (const name of varying) {
    const value = headers[name]
    if (typeof value === 'string') own[name] = value
  }
  if ([url, ...Object.values(own)].some((value) => value.length > longest)) return null
  return { key: JSON.stringify([url, own]), url, headers: own }
}
