'use client'

import { type ComponentProps, useSyncExternalStore } from 'react'
import { SelectField } from './select-field'

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

type Props = Omit<ComponentProps<typeof SelectField>, 'options' | 'value' | 'defaultValue'> & {
  /** The chosen zone; without one that of the browser is preselected. */
  zone?: string
}

/** All time zones that this browser knows. */
export function TimeZoneField({ zone, ...field }: Props) {
  const { zones, here } = useSyncExternalStore(nothing, zonesHere, () => beforeKnown)
  const all = zone === undefined || zones.includes(zone) ? zones : [zone, ...zones]
  const options = all.map((it) => ({ value: it, label: it.replaceAll('_', ' ') }))
  const chosen = zone === undefined ? { defaultValue: here } : { value: zone }
  return <SelectField key={here} {...field} {...chosen} options={options} />
}
