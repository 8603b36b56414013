'use client'

import { useId, useSyncExternalStore } from 'react'
import { inputClass } from '@/lib/ui/field'

const nothing = () => () => undefined
let known: { zones: readonly string[]; here: string } | null = null

// Zones differ between runtimes, and the server's zone is not the reader's, so the browser lists them.
function zonesHere(): { zones: readonly string[]; here: string } {
  if (known) return known
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const zones = Intl.supportedValuesOf('timeZone')
  known = { here, zones: zones.includes(here) ? zones : [here, ...zones] }
  return known
}

const beforeKnown = { zones: [], here: '' }

/** All time zones that this browser knows; its own is preselected. */
export function TimeZoneField({ label, name }: { label: string; name: string }) {
  const id = useId()
  const { zones, here } = useSyncExternalStore(nothing, zonesHere, () => beforeKnown)
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <select key={here} id={id} name={name} defaultValue={here} dir="ltr" className={inputClass()}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </div>
  )
}
