'use client'
import { useEffect, useRef, useState } from 'react'
import { startPolling } from './polling'
import type { Liveness } from './use-stream'

/** `polling`: no events of the stream arrive, but answers to polls do. */
export type PolledLiveness = Omit<Liveness, 'state'> & { state: Liveness['state'] | 'polling' }

/** Polls while the stream is not live. `poll` resolves to whether it got the newest state; it must not reject. */
export function usePolling(liveness: Liveness, poll: () => Promise<boolean>): PolledLiveness {
  const newest = useRef(poll)
  useEffect(() => {
    newest.current = poll
  })
  const isAway = liveness.state === 'offline'
  const [succeeds, setSucceeds] = useState(false)
  useEffect(() => {
    if (!isAway) return
    const stop = startPolling(() => newest.current(), setSucceeds)
    return () => {
      stop()
      setSucceeds(false)
    }
  }, [isAway])
  return isAway && succeeds ? { ...liveness, state: 'polling' } : liveness
}
