'use client'

import { useEffect, useMemo, useRef } from 'react'
import {
  actionOf,
  type Chord,
  chordOf,
  isTextChord,
  type KeyAction,
  type KeyMap,
  keyActions,
  readKeyMap,
  showChord,
} from './keys'
import { useRemembered } from './preferences'

export type ConsoleKeys = {
  map: KeyMap
  /** As shown on the button. */
  shown: Readonly<Record<KeyAction, string>>
  set(action: KeyAction, chord: Chord): void
  reset(): void
}

/** The keys of this browser. */
export function useConsoleKeys(): ConsoleKeys {
  const [stored, remember] = useRemembered('dawr.console.keys')
  return useMemo(() => {
    const map = readKeyMap(stored ?? null)
    return {
      map,
      shown: Object.fromEntries(keyActions.map((action) => [action, showChord(map[action])])) as Record<
        KeyAction,
        string
      >,
      set: (action, chord) => remember(JSON.stringify({ ...map, [action]: chord })),
      reset: () => remember(null),
    }
  }, [stored, remember])
}

/** Runs `act` for the console's keys, except while a dialog is open or a field needs the key for its text. */
export function useKeyActions(map: KeyMap, act: (action: KeyAction) => void): void {
  const newest = useRef(act)
  useEffect(() => {
    newest.current = act
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = actionOf(map, event)
      if (action === null || document.querySelector('dialog[open]')) return
      if (isTextChord(chordOf(event) ?? '') && isTextField(event.target)) return
      event.preventDefault()
      if (!event.repeat) newest.current(action)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [map])
}

/** A field with text in it, which has its own use for Ctrl+Z. */
function isTextField(target: EventTarget | null): boolean {
  return (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== ''
}
