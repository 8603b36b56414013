'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { readStored, writeStored } from '@/lib/client/local-store'

const changes = new EventTarget()

/** Makes this browser remember a text; null forgets it. */
export function rememberText(key: string, value: string | null): void {
  writeStored(key, value)
  changes.dispatchEvent(new Event('change'))
}

function subscribe(listener: () => void): () => void {
  changes.addEventListener('change', listener)
  window.addEventListener('storage', listener)
  return () => {
    changes.removeEventListener('change', listener)
    window.removeEventListener('storage', listener)
  }
}

/** A text this browser remembers. `undefined` until the page runs in a browser, `null` when nothing is stored. */
export function useRemembered(
  key: string,
): [value: string | null | undefined, remember: (value: string | null) => void] {
  const value = useSyncExternalStore<string | null | undefined>(
    subscribe,
    () => readStored(key) ?? null,
    () => undefined,
  )
  return [value, useCallback((next) => rememberText(key, next), [key])]
}

/** A switch this browser remembers; off unless `initially`. */
export function useSwitch(key: string, initially = false): [on: boolean, set: (on: boolean) => void] {
  const [value, remember] = useRemembered(key)
  const set = useCallback((on: boolean) => remember(on ? 'on' : 'off'), [remember])
  return [value === 'on' || (initially && value !== 'off'), set]
}
