'use client'

import { useEffect, useReducer, useRef } from 'react'
import type { QueueSnapshot } from '../../contract'
import { ringOnce } from '../turn-sound'
import { type Announcements, afterRound, initialAnnouncements, roundMs, withQueues } from './announcements'

type Step = { type: 'queues'; queues: readonly QueueSnapshot[] } | { type: 'round_over' }

function step(state: Announcements, { type, ...it }: Step): Announcements {
  return type === 'round_over'
    ? afterRound(state)
    : withQueues(state, (it as { queues: readonly QueueSnapshot[] }).queues)
}

/** Makes the announcements one after another, with a chime for each round where there is one. Returns the running one. */
export function useAnnouncer(queues: readonly QueueSnapshot[], hasChime: boolean): Announcements['current'] {
  const chimes = useRef(hasChime)
  useEffect(() => {
    chimes.current = hasChime
  }, [hasChime])
  const [{ current }, take] = useReducer(step, queues, initialAnnouncements)
  useEffect(() => take({ type: 'queues', queues }), [queues])

  const announcing = current && `${current.call.id} ${current.round}`
  useEffect(() => {
    if (announcing === null) return
    if (chimes.current) ringOnce(0.8)
    const timer = setTimeout(() => take({ type: 'round_over' }), roundMs)
    return () => clearTimeout(timer)
  }, [announcing])
  return current
}
