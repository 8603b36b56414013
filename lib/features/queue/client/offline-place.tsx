'use client'

import { useSyncExternalStore } from 'react'
import { OfflineConsole } from './console/offline-console'
import { OfflineVisit } from './visitor/offline-visit'

const never = () => () => undefined
const isConsole = () => /^\/(?:ar|en)\/console$/.test(window.location.pathname)

/** What the address that could not be loaded shows offline: the console its line, every other page the visit. */
export function OfflinePlace() {
  const atConsole = useSyncExternalStore(never, isConsole, () => false)
  return atConsole ? <OfflineConsole /> : <OfflineVisit />
}
