'use client'

import { useEffect, useReducer, useRef } from 'react'
import type { QueueSnapshot } from '../../contract'
import { ringOnce } from '../turn-sound'
import { type Announcements, afterRound, initialAnnouncements, roundMs, withQueues } from './announcements'

type Step = { type: 'queues' | 'restored'; queues: readonly QueueSnapshot[] } | { type: 'round_over' }

function step(state: Announcements, it: Step): Announcements {
  if (it.type === 'round_over') return afterRound(state)
  return it.type === 'restored' ? initialAnnouncements(it.queues) : withQueues(state, it.queues)
}

/**
 * Makes the announcements one after another, with a chime for each round where there is one. The calls of a state that was
 * restored from this device were announced before.
 */
export function useAnnouncer(
  queues: readonly QueueSnapshot[],
  { hasChime, isRestored }: { hasChime: boolean; isRestored: boolean },
): Announcements {
  const chimes = useRef(hasChime)
  useEffect(() => {
    chimes.current = hasChime
  }, [hasChime])
  const [state, take] = useReducer(step, queues, initialAnnouncements)
  const wasRestored = useRef(isRestored)
  useEffect(() => {
    take({ type: isRestored && !wasRestored.current ? 'restored' : 'queues', queues })
    wasRestored.current = isRestored
  }, [queues, isRestored])

  const { current } = state
  const announcing = current && `${current.call.id} ${current.round}`
  useEffect(() => {
    if (announcing === null) return
    if (chimes.current) ringOnce(0.8)
    const timer = setTimeout(() => take({ type: 'round_over' }), roundMs)
    return () => clearTimeout(timer)
  }, [announcing])
  return state
}
