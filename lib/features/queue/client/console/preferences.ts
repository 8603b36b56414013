'use client'

import { useCallback, useSyncExternalStore } from 'react'

const changes = new EventTarget()
/** Values that could not be stored: some browsers refuse storage in private windows. */
const unwritten = new Map<string, string | null>()

function read(key: string): string | null {
  const kept = unwritten.get(key)
  if (kept !== undefined) return kept
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
    unwritten.delete(key)
  } catch {
    unwritten.set(key, value)
  }
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
    () => read(key),
    () => undefined,
  )
  return [value, useCallback((next) => write(key, next), [key])]
}

/** A switch this browser remembers; off unless `initially`. */
export function useSwitch(key: string, initially = false): [on: boolean, set: (on: boolean) => void] {
  const [value, remember] = useRemembered(key)
  const set = useCallback((on: boolean) => remember(on ? 'on' : 'off'), [remember])
  return [value === 'on' || (initially && value !== 'off'), set]
}
