'use client'

import { useEffect, useReducer, useRef } from 'react'
import type { QueueSnapshot } from '../../contract'
import { ringOnce } from '../turn-sound'
import { type Announcements, beginAnnouncing, hear, roundMs, said } from './announcements'

type Step = { type: 'heard'; queues: readonly QueueSnapshot[] } | { type: 'said' }

function step(state: Announcements, { type, ...it }: Step): Announcements {
  return type === 'said' ? said(state) : hear(state, (it as { queues: readonly QueueSnapshot[] }).queues)
}

/** Makes the announcements one after another, with a chime for each round where there is one. Returns the running one. */
export function useAnnouncer(queues: readonly QueueSnapshot[], hasChime: boolean): Announcements['current'] {
  const chimes = useRef(hasChime)
  useEffect(() => {
    chimes.current = hasChime
  }, [hasChime])
  const [{ current }, take] = useReducer(step, queues, beginAnnouncing)
  useEffect(() => take({ type: 'heard', queues }), [queues])

  const saying = current && `${current.call.id} ${current.round}`
  useEffect(() => {
    if (saying === null) return
    if (chimes.current) ringOnce(0.8)
    const timer = setTimeout(() => take({ type: 'said' }), roundMs)
    return () => clearTimeout(timer)
  }, [saying])
  return current
}
