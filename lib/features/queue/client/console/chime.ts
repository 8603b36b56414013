'use client'

import { useEffect, useRef } from 'react'

/** Two soft notes. Browsers allow sound only after a user gesture, so the audio output is opened then. */
function ring(output: AudioContext): void {
  for (const [at, pitch] of [
    [0, 659.26],
    [0.18, 880],
  ] as const) {
    const start = output.currentTime + at
    const tone = new OscillatorNode(output, { type: 'sine', frequency: pitch })
    const level = new GainNode(output, { gain: 0 })
    level.gain.setValueAtTime(0, start)
    level.gain.linearRampToValueAtTime(0.18, start + 0.02)
    level.gain.exponentialRampToValueAtTime(0.001, start + 0.5)
    tone.connect(level).connect(output.destination)
    tone.start(start)
    tone.stop(start + 0.55)
  }
}

/** Rings when an empty line gets its first visitor. `waiting` is null while unknown; changing `line` resets it. */
export function useEmptyLineChime(line: string, waiting: number | null, on: boolean): void {
  const output = useRef<AudioContext | null>(null)
  const before = useRef<{ line: string; waiting: number | null }>({ line, waiting })

  useEffect(() => {
    const open = () => {
      output.current ??= new AudioContext()
    }
    window.addEventListener('pointerdown', open, { once: true })
    window.addEventListener('keydown', open, { once: true })
    return () => {
      window.removeEventListener('pointerdown', open)
      window.removeEventListener('keydown', open)
      void output.current?.close()
      output.current = null
    }
  }, [])

  useEffect(() => {
    const was = before.current
    before.current = { line, waiting }
    if (on && was.line === line && was.waiting === 0 && waiting !== null && waiting > 0 && output.current)
      ring(output.current)
  }, [line, waiting, on])
}
