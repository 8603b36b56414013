import { getLine } from '@/lib/features/queue/endpoints'
import type { Browser } from './browser'
import { openFeed } from './event-feed'
import type { Line } from './shows'
import type { Stage } from './stage'
import type { Surface } from './surface'

/** A clerk's screen: the line, reloaded whenever the stream reports a change. */
export async function openConsole(
  stage: Stage,
  browser: Browser,
  clinic: string,
): Promise<{ surface: Surface<Line>; close: () => void }> {
  const { branch } = stage.options
  const surface = stage.screens.addConsole(clinic)
  let isReading = false
  let isStale = false

  const read = async (): Promise<void> => {
    isStale = true
    if (isReading) return
    isReading = true
    try {
      while (isStale) {
        isStale = false
        const { answer } = await browser.send<Line>(getLine, { params: { service: clinic }, query: { branch } })
        surface.show(answer, performance.now())
      }
    } finally {
      isReading = false
    }
  }
  const topics: [string, string][] = [
    ['branch', branch],
    ['service', clinic],
    ['line', clinic],
  ]
  const feed = openFeed(browser, topics, stage.feeds, ({ type }) => {
    if (type === 'line_update' || type === 'line_people' || type === 'reset') {
      read().catch((error: unknown) => stage.faults.push(`a console of ${clinic}: ${String(error)}`))
    }
  })
  await feed.opened
  await read()
  return { surface, close: feed.close }
}
