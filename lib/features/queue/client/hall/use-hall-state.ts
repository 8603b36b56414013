'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { epochOf } from '@/lib/client/stream-rules'
import { type Liveness, useStream } from '@/lib/client/use-stream'
import type { QueueSnapshot } from '../../contract'
import { afterReset, type KeptTvState, queuesOfToday, type TvState, withKept, withSnapshot } from './view'

const keyOf = (branch: string) => `dawr-tv:${branch}`
const saveEvery = 10_000

export type TvFeed = { queues: QueueSnapshot[]; liveness: Liveness; at: string; clockOffset: number }

/**
 * The queues of a branch, live. Also stored on this device, so that a screen that restarts offline
 * shows the last known state instead of the one in the cached page.
 */
export function useTvState(branch: string, first: TvState, cursor: string): TvFeed {
  const [state, setState] = useState(first)
  const [clockOffset, setClockOffset] = useState(0)
  const epoch = useRef(epochOf(cursor))
  const liveness = useStream({ branch, since: cursor }, (type, data, id) => {
    if (id !== '') epoch.current = epochOf(id)
    const at = new Date(Date.now() + clockOffset).toISOString()
    if (type === 'queue_update') setState((known) => withSnapshot(known, data as QueueSnapshot, at))
    if (type === 'reset') setState(afterReset)
    if (type === 'heartbeat') setClockOffset(offsetBy(data))
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
      keep(branch, { ...saved, epoch: epoch.current })
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
    const kept = JSON.parse(localStorage.getItem(keyOf(branch)) ?? 'null') as KeptTvState | null
    return kept !== null && typeof kept.queues === 'object' ? kept : null
  } catch {
    return null
  }
}

function keep(branch: string, state: KeptTvState): void {
  try {
    localStorage.setItem(keyOf(branch), JSON.stringify(state))
  } catch {
    // Without storage only a restart offline shows less.
  }
}
