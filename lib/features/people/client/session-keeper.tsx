'use client'

import { useLocale } from 'next-intl'
import { useEffect } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import { loadPage } from '@/lib/client/load-page'
import { getSession } from '../endpoints'

const atMostEvery = 5 * 60_000
/** Where it could not be told. */
const againAfter = 30_000

/**
 * Tells the server that somebody is there, so that the session of a person who only looks and types does not end as idle.
 * Renders nothing. `leaves`: goes to the door when the session has ended; else that is noticed by whoever asks next.
 */
export function SessionKeeper({ leaves = false }: { leaves?: boolean }) {
  const locale = useLocale()
  useEffect(() => {
    let told = Date.now()
    function failed(error: unknown): void {
      told = Date.now() - atMostEvery + againAfter
      const isOver = error instanceof ApiError && error.code === 'not_signed_in'
      const here = window.location.pathname + window.location.search
      if (leaves && isOver) loadPage(`/${locale}/sign-in?next=${encodeURIComponent(here)}`)
    }
    function tell(): void {
      if (Date.now() - told < atMostEvery) return
      told = Date.now()
      request(getSession).catch(failed)
    }
    const options = { capture: true, passive: true }
    window.addEventListener('pointerdown', tell, options)
    window.addEventListener('keydown', tell, options)
    return () => {
      window.removeEventListener('pointerdown', tell, options)
      window.removeEventListener('keydown', tell, options)
    }
  }, [leaves, locale])
  return null
}
