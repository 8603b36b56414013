'use client'

import { useEffect, useState } from 'react'
import { useNewBuild } from '@/lib/client/new-build'
import type { DeviceKind } from '../rules'
import { keepPairing, type PairingView } from './keep-pairing'

/** Waits until the device is paired, then reloads: the server renders its page. */
export function usePairing(kind: DeviceKind): PairingView {
  const [view, setView] = useState<PairingView>({ code: null, state: 'waiting' })
  const isNew = useNewBuild()
  useEffect(() => {
    const ended = new AbortController()
    void keepPairing(kind, ended.signal, (next) =>
      setView((known) => (known.code === next.code && known.state === next.state ? known : next)),
    )
    return () => ended.abort()
  }, [kind])
  useEffect(() => {
    if (view.state === 'paired' || isNew) window.location.reload()
  }, [view.state, isNew])
  return view
}
