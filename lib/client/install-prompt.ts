'use client'

import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from './local-store'

/** The event that Chromium sends to a page that can be installed; not in TypeScript's library. */
type InstallEvent = Event & { prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }> }

/** `prompt`: the browser can ask; `iphone`: only the person can, from the Share menu; `none`: nothing to offer. */
export type InstallWay = 'prompt' | 'iphone' | 'none'

const dismissedKey = 'dawr-install-later'
const listeners = new Set<() => void>()
let event: InstallEvent | null = null

// Chromium sends it once, soon after loading and long before the offer is useful, so it is captured from the start.
if (typeof window !== 'undefined') {
  window.addEventListener('beforeinstallprompt', (given) => {
    given.preventDefault()
    event = given as InstallEvent
    tell()
  })
  window.addEventListener('appinstalled', () => {
    event = null
    tell()
  })
}

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function isInstalled(): boolean {
  return (
    window.matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true)
  )
}

function isIphone(): boolean {
  const { userAgent, maxTouchPoints } = navigator
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1)
}

function wasPutOff(): boolean {
  // Where nothing can be kept, the offer would come back at every visit: it is not made there.
  return readStored(dismissedKey) !== null
}

function way(): InstallWay {
  if (!window.isSecureContext || isInstalled() || wasPutOff()) return 'none'
  if (event) return 'prompt'
  return isIphone() ? 'iphone' : 'none'
}

/** How this browser can put the app on the home screen now. */
export function useInstallWay(): InstallWay {
  return useSyncExternalStore(subscribe, way, () => 'none')
}

/** Makes the browser ask the person. Call it within a user gesture. */
export async function askToInstall(): Promise<void> {
  const asked = event
  event = null
  await asked?.prompt().catch(() => undefined)
  tell()
}

/** The person declined: this browser does not offer it again. */
export function putOffInstall(): void {
  writeStored(dismissedKey, new Date().toISOString())
  tell()
}
