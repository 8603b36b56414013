import { useNow } from './clock'
import { useConsole, useConsoleState } from './context'
import { standsOut, typicalWait } from './line-view'

/** Tells whether a wait, in minutes, stands out in the line of a clinic. */
export function useLongWait(): (service: string, minutes: number) => boolean {
  const { store, services } = useConsole()
  const { lines, snapshots, clockAhead } = useConsoleState(store)
  const now = useNow(10_000, clockAhead)
  const typical = new Map(
    services.map(({ slug, typicalMinutes }) => {
      const averageWaitMinutes = snapshots[slug]?.averageWaitMinutes ?? null
      return [slug, typicalWait(lines[slug], now, { averageWaitMinutes, typicalMinutes })]
    }),
  )
  return (slug, minutes) => standsOut(minutes, typical.get(slug) ?? Number.POSITIVE_INFINITY)
}
