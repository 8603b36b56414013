'use client'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { readStored, writeStored } from '@/lib/client/local-store'
import { allowSound, canSound, ringOnce } from '../turn-sound'

export type SoundState = 'on' | 'off' | 'blocked'

export type TurnAlarm = {
  sound: SoundState
  ringing: boolean
  /** Switches the bell; call it within a user gesture. */
  toggle(): void
  /** Stops the alarm, after the person heard it. */
  stop(): void
}

const ringEvery = 4_000
const mostRings = 15
const preference = 'dawr-sound'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function soundState(): SoundState {
  if (readStored(preference) === 'off') return 'off'
  return canSound() ? 'on' : 'blocked'
}

function changed(): void {
  for (const listener of [...listeners]) listener()
}

/** Vibrates. Browsers refuse before the first user gesture and log a warning; older ones cannot tell in advance. */
function shake(pattern: number | number[]): void {
  const { userActivation }: Partial<Pick<Navigator, 'userActivation'>> = navigator
  if ('vibrate' in navigator && userActivation?.hasBeenActive !== false) navigator.vibrate(pattern)
}

/**
 * Rings and vibrates when `call` (the identity of a call, null when not called) changes, repeatedly,
 * until the person stops it or the call ends.
 */
export function useTurnAlarm(call: string | null): TurnAlarm {
  const sound = useSyncExternalStore<SoundState>(subscribe, soundState, () => 'blocked')
  const [heard, setHeard] = useState<string | null>(null)
  const ringing = call !== null && call !== heard

  useEffect(() => {
    const touched = () => void allowSound().then(changed)
    const options = { once: true, passive: true }
    window.addEventListener('pointerdown', touched, options)
    window.addEventListener('keydown', touched, options)
    return () => {
      window.removeEventListener('pointerdown', touched)
      window.removeEventListener('keydown', touched)
    }
  }, [])

  useEffect(() => {
    if (!ringing) return
    let rings = 0
    const ring = () => {
      if (soundState() === 'on') ringOnce()
      shake([400, 150, 400])
      rings += 1
      if (rings === mostRings) clearInterval(again)
    }
    const again = setInterval(ring, ringEvery)
    ring()
    return () => {
      clearInterval(again)
      shake(0)
    }
  }, [ringing, call])

  const toggle = useCallback(() => {
    const turnOn = soundState() !== 'on'
    writeStored(preference, turnOn ? 'on' : 'off')
    changed()
    if (!turnOn) return
    void allowSound().then(() => {
      changed()
      ringOnce(0.2)
    })
  }, [])
  const stop = useCallback(() => setHeard(call), [call])
  return { sound, ringing, toggle, stop }
}
