'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether this page may install, work offline and send notices. True until the browser has said otherwise. */
export function useSecureContext(): boolean {
  return useSyncExternalStore(
    never,
    () => window.isSecureContext,
    () => true,
  )
}
