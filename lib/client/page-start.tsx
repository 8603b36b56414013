'use client'

import { useEffect } from 'react'
import { aliveMark } from '@/lib/shared/alive-mark'

/** Says that the page's scripts run, and registers the service worker where there is one: built pages, over https. */
export function PageStart() {
  useEffect(() => {
    Object.assign(window, { [aliveMark]: true })
    if (process.env.NODE_ENV === 'production' && window.isSecureContext) void register()
  }, [])
  return null
}

/** A browser may have none or refuse it (private windows, policy); the pages work without it, only not offline. */
async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/' })
  } catch {
    // Nothing to do: see above.
  }
}
