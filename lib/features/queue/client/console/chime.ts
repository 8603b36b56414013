'use client'

import { useEffect, useRef } from 'react'
import { openSound, playTones } from '@/lib/client/sound'

/** Two soft notes. */
const notes = [
  [0, 659.26],
  [0.18, 880],
] as const

/** Rings when an empty line gets its first visitor. `waiting` is null while unknown; changing `line` resets it. */
export function useEmptyLineChime(line: string, waiting: number | null, on: boolean): void {
  const output = useRef<AudioContext | null>(null)
  const before = useRef<{ line: string; waiting: number | null }>({ line, waiting })

  useEffect(() => {
    // Browsers allow sound only after a user gesture.
    const open = () => {
      output.current ??= openSound()
    }
    window.addEventListener('pointerdown', open, { once: true })
    window.addEventListener('keydown', open, { once: true })
    return () => {
      window.removeEventListener('pointerdown', open)
      window.removeEventListener('keydown', open)
      output.current?.close().catch(() => undefined)
      output.current = null
    }
  }, [])

  useEffect(() => {
    const was = before.current
    before.current = { line, waiting }
    if (on && was.line === line && was.waiting === 0 && waiting !== null && waiting > 0 && output.current)
      playTones(output.current, notes, 0.18, 0.5)
  }, [line, waiting, on])
}
