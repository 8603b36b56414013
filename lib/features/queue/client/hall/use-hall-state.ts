'use client'

import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { readStored, writeStored } from '@/lib/client/local-store'
import { epochOf } from '@/lib/client/stream-rules'
import { type PolledLiveness, usePolling } from '@/lib/client/use-polling'
import { useStream } from '@/lib/client/use-stream'
import type { QueueSnapshot } from '../../contract'
import { readQueue } from '../read-queue'
import { afterReset, type KeptTvState, queuesOfToday, type TvState, withKept, withSnapshot } from './view'

const keyOf = (branch: string) => `dawr-tv:${branch}`
/** Apart, because it changes with every heartbeat. */
const timeKeyOf = (branch: string) => `dawr-tv-at:${branch}`
const saveEvery = 10_000

export type TvFeed = {
  queues: QueueSnapshot[]
  liveness: PolledLiveness
  /** When the server last confirmed the shown state. */
  at: string
  clockOffset: number
  /** Whether the state stored on this device has been read. */
  isRestored: boolean
}

/**
 * The queues of a branch, live. Also stored on this device, so that a screen that restarts offline
 * shows the last known state instead of the one in the cached page.
 */
export function useTvState(branch: string, first: TvState, cursor: string): TvFeed {
  const [state, setState] = useState(first)
  const [clockOffset, setClockOffset] = useState(0)
  const epoch = useRef(epochOf(cursor))
  const streamed = useStream({ branch, since: cursor }, (type, data, id) => {
    if (id !== '') epoch.current = epochOf(id)
    const at = new Date(Date.now() + clockOffset).toISOString()
    if (type === 'queue_update') setState((known) => withSnapshot(known, data as QueueSnapshot, at))
    if (type === 'reset') setState(afterReset)
    if (type === 'heartbeat') {
      setClockOffset(offsetBy(data))
      setState((known) => ({ ...known, at }))
    }
  })
  const services = Object.keys(state.queues)
  const liveness = usePolling(streamed, async () => {
    try {
      for (const service of services) {
        const queue = await readQueue(branch, service)
        setState((known) => withSnapshot(known, queue, new Date(Date.now() + clockOffset).toISOString()))
      }
      return true
    } catch {
      return false
    }
  })
  const isRestored = useKeeping(branch, epoch, state, setState)
  const queues = useMemo(() => queuesOfToday(state.queues), [state.queues])
  return { queues, liveness, at: state.at, clockOffset, isRestored }
}

/** The clock of the screen, corrected by the heartbeat, because screens often have wrong clocks. */
function offsetBy(heartbeat: unknown): number {
  const at = typeof heartbeat === 'object' && heartbeat !== null && 'at' in heartbeat ? heartbeat.at : null
  const offset = Date.parse(String(at)) - Date.now()
  return Number.isFinite(offset) ? Math.round(offset / 1000) * 1000 : 0
}

function useKeeping(
  branch: string,
  epoch: { readonly current: string },
  state: TvState,
  setState: (change: (known: TvState) => TvState) => void,
): boolean {
  const [isRestored, noteRestored] = useReducer(() => true, false)
  const newest = useRef(state)
  useEffect(() => {
    newest.current = state
  }, [state])

  useEffect(() => {
    const kept = readKept(branch)
    const { current } = epoch
    setState((known) => withKept(known, current, kept))
    noteRestored()
    let saved = newest.current
    const save = () => {
      const { queues, at } = newest.current
      if (at !== saved.at) writeStored(timeKeyOf(branch), at)
      if (queues !== saved.queues) writeStored(keyOf(branch), JSON.stringify({ queues, at, epoch: epoch.current }))
      saved = newest.current
    }
    const timer = setInterval(save, saveEvery)
    window.addEventListener('pagehide', save)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', save)
    }
  }, [branch, epoch, setState])
  return isRestored
}

function readKept(branch: string): KeptTvState | null {
  try {
    const kept = JSON.parse(readStored(keyOf(branch)) ?? 'null') as KeptTvState | null
    if (kept === null || typeof kept.queues !== 'object') return null
    const at = readStored(timeKeyOf(branch)) ?? ''
    return at > kept.at ? { ...kept, at } : kept
  } catch {
    return null
  }
}
