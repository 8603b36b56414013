'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { readStored, writeStored } from '@/lib/client/local-store'
import { epochOf } from '@/lib/client/stream-rules'
import { type PolledLiveness, usePolling } from '@/lib/client/use-polling'
import { useStream } from '@/lib/client/use-stream'
import type { QueueSnapshot } from '../../contract'
import { readQueue } from '../read-queue'
import { afterReset, type KeptTvState, queuesOfToday, type TvState, withKept, withSnapshot } from './view'

const keyOf = (branch: string) => `dawr-tv:${branch}`
const saveEvery = 10_000

export type TvFeed = { queues: QueueSnapshot[]; liveness: PolledLiveness; at: string; clockOffset: number }

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
    if (type === 'heartbeat') setClockOffset(offsetBy(data))
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
  useKeeping(branch, epoch, state, setState)
  const queues = useMemo(() => queuesOfToday(state), [state])
  return { queues, liveness, at: state.at, clockOffset }
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
): void {
  const newest = useRef(state)
  useEffect(() => {
    newest.current = state
  }, [state])

  useEffect(() => {
    const kept = readKept(branch)
    const { current } = epoch
    setState((known) => withKept(known, current, kept))
    let saved = newest.current
    const save = () => {
      if (saved === newest.current) return
      saved = newest.current
      writeStored(keyOf(branch), JSON.stringify({ ...saved, epoch: epoch.current }))
    }
    const timer = setInterval(save, saveEvery)
    window.addEventListener('pagehide', save)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', save)
    }
  }, [branch, epoch, setState])
}

function readKept(branch: string): KeptTvState | null {
  try {
    const kept = JSON.parse(readStored(keyOf(branch)) ?? 'null') as KeptTvState | null
    return kept !== null && typeof kept.queues === 'object' ? kept : null
  } catch {
    return null
  }
}
