'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether this page may install, work offline and send notifications. True until the browser reports otherwise. */
export function useSecureContext(): boolean {
  return useSyncExternalStore(
    never,
    () => window.isSecureContext,
    () => true,
  )
}
