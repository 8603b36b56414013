'use client'

import { useRouter as useNextRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { type ComponentProps, type MouseEvent, useMemo } from 'react'

/** The address of a page in a language: `/join/lab` is `/ar/join/lab`, `/?branch=main` is `/ar?branch=main`. */
function inLanguage(locale: string, path: string): string {
  return `/${locale}${path.replace(/^\/(?=$|\?)/, '')}`
}

/** Presses that mean "here and now"; all others (new tab, download, other button) stay the browser's. */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}

/**
 * A link to a page of ours, without its language. Not `next/link`: that one and its wrapper weigh 5 KB compressed on a
 * phone's first load, for fetching ahead pages which here are made anew for each visit.
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

/** Goes to a page of ours, without its language. */
export function useRouter(): { push: (path: string) => void } {
  const router = useNextRouter()
  const locale = useLocale()
  return useMemo(() => ({ push: (path) => router.push(inLanguage(locale, path)) }), [router, locale])
}
