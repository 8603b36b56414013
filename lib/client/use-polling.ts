'use client'
import { useEffect, useRef, useState } from 'react'
import { startPolling } from './polling'
import type { Liveness } from './use-stream'

/** `polling`: no events of the stream arrive, but answers to polls do. */
export type PolledLiveness = Omit<Liveness, 'state'> & { state: Liveness['state'] | 'polling' }

/** Polls while the stream is not live. `poll` resolves to whether it got the newest state; it must not reject. */
export function usePolling(liveness: Liveness, poll: () => Promise<boolean>, everyMs?: number): PolledLiveness {
  const newest = useRef(poll)
  useEffect(() => {
    newest.current = poll
  })
  const isAway = liveness.state === 'offline'
  const [succeeds, setSucceeds] = useState(false)
  useEffect(() => {
    if (!isAway) return
    const stop = startPolling(() => newest.current(), setSucceeds, everyMs)
    return () => {
      stop()
      setSucceeds(false)
    }
  }, [isAway, everyMs])
  return isAway && succeeds ? { ...liveness, state: 'polling' } : liveness
}
