'use client'

import { useRouter as useNextRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { type ComponentProps, type MouseEvent, useMemo } from 'react'

/** The path of a page in a language: `/join/lab` is `/ar/join/lab`, `/?branch=main` is `/ar?branch=main`. */
function inLanguage(locale: string, path: string): string {
  return `/${locale}${path.replace(/^\/(?=$|\?)/, '')}`
}

/** Clicks that navigate in place; all others (new tab, download, other button) are left to the browser. */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}

/**
 * A link to one of our pages, without its language. Not `next/link`: that and its wrapper add 5 KB compressed to a
 * phone's first load, for prefetching pages that are rendered per request here.
 */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const router = useNextRouter()
  const address = inLanguage(useLocale(), href)
  return (
    <a
      {...rest}
      href={address}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlain(event)) return
        event.preventDefault()
        router.push(address)
      }}
    />
  )
}

/** Navigates to one of our pages, without its language. */
export function useRouter(): { push: (path: string) => void } {
  const router = useNextRouter()
  const locale = useLocale()
  return useMemo(() => ({ push: (path) => router.push(inLanguage(locale, path)) }), [router, locale])
}
