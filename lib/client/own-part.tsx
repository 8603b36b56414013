'use client'
import { useSyncExternalStore } from 'react'
import { ownDataId, ownPartMark } from '@/lib/shared/page-marks'

let written: unknown

/** Read once: the element disappears when the page shows its content. */
function readWritten(): unknown {
  written ??= JSON.parse(document.getElementById(ownDataId)?.textContent ?? 'null')
  return written
}

const never = () => () => undefined

/** The data that our host wrote into the page; null without, and while React takes over what the host wrote. */
export function useOwnData<Data>(): Data | null {
  return useSyncExternalStore<unknown>(never, readWritten, () => null) as Data | null
}

/** The place of what our host writes into the page, shown until React shows the same. */
export function OwnPart() {
  return <div suppressHydrationWarning dangerouslySetInnerHTML={{ __html: ownPartMark }} />
}
