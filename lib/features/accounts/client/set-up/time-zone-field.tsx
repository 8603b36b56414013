'use client'

import { useSyncExternalStore } from 'react'
import { SelectField } from '@/lib/ui/office/select-field'

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
  const { zones, here } = useSyncExternalStore(nothing, zonesHere, () => beforeKnown)
  const options = zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  return <SelectField key={here} label={label} name={name} defaultValue={here} options={options} />
}
