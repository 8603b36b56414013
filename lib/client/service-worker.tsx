'use client'

import { useEffect } from 'react'

/** Registers the service worker where possible: built pages in a secure context. */
export function ServiceWorker() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !window.isSecureContext || !('serviceWorker' in navigator)) return
    // A browser may refuse (private windows, policy); the pages work without it, only not offline.
    navigator.serviceWorker.register('/sw.js', { scope: '/' }).catch(() => undefined)
  }, [])
  return null
}
