'use client'

import { useEffect } from 'react'
import { request } from '@/lib/client/api-client'
import { getSession } from '../endpoints'

const atMostEvery = 5 * 60_000
/** Where it could not be told. */
const againAfter = 30_000

/**
 * Tells the server that somebody is there, so that the session of a person who only looks and types does not end as idle.
 * Renders nothing; an ended session is noticed by whatever is asked next.
 */
export function SessionKeeper() {
  useEffect(() => {
    let told = Date.now()
    function tell(): void {
      if (Date.now() - told < atMostEvery) return
      told = Date.now()
      request(getSession).catch(() => {
        told = Date.now() - atMostEvery + againAfter
      })
    }
    const options = { capture: true, passive: true }
    window.addEventListener('pointerdown', tell, options)
    window.addEventListener('keydown', tell, options)
    return () => {
      window.removeEventListener('pointerdown', tell, options)
      window.removeEventListener('keydown', tell, options)
    }
  }, [])
  return null
}
