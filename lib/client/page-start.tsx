'use client'

import { useEffect } from 'react'
import { aliveMark } from '@/lib/shared/alive-mark'

/** Marks that the page's scripts run, and registers the service worker where possible: built pages, over https. */
export function PageStart() {
  useEffect(() => {
    Object.assign(window, { [aliveMark]: true })
    if (process.env.NODE_ENV === 'production' && window.isSecureContext) void register()
  }, [])
  return null
}

/** A browser may lack or refuse service workers (private windows, policy); the pages then work, but not offline. */
async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/' })
  } catch {
    // Nothing to do: see above.
  }
}
