import { setTimeout as delay } from 'node:timers/promises'
import { streamEndpoint } from '@/lib/shared/stream-endpoint'
import type { Browser } from './browser'
import { type StreamMessage, sseParser } from './sse-parser'

/** Counters of the streams. */
export type FeedCounts = { opened: number; reconnected: number; resets: number; events: number }

const pauses = [200, 500, 1_000, 2_000, 5_000]

/** An event stream that reconnects with its cursor. `close` ends it permanently. */
export type Feed = { close: () => void; opened: Promise<void> }

/** Follows `topics` (as in the stream's query) from `since` on, and passes on each message with its arrival time. */
export function openFeed(
  browser: Browser,
  topics: readonly [string, string][],
  counts: FeedCounts,
  onMessage: (message: StreamMessage, at: number) => void,
  since: string | null = null,
): Feed {
  const ending = new AbortController()
  let cursor = since
  let isOpen: () => void = () => undefined
  const opened = new Promise<void>((done) => {
    isOpen = done
  })

  const readOnce = async (): Promise<void> => {
    const query = new URLSearchParams([...topics, ...(cursor ? [['since', cursor]] : [])] as [string, string][])
    const response = await fetch(`${browser.origin}${streamEndpoint.path}?${query.toString()}`, {
      headers: { ...browser.headers(), accept: 'text/event-stream' },
      signal: ending.signal,
    })
    if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`)
    counts.opened++
    isOpen()
    const parse = sseParser()
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
      const at = performance.now()
      for (const message of parse(piece)) {
        counts.events++
        if (message.type === 'reset') counts.resets++
        onMessage(message, at)
        cursor = message.id ?? cursor
      }
    }
  }

  const follow = async (): Promise<void> => {
    for (let tries = 0; !ending.signal.aborted; tries++) {
      const before = counts.opened
      await readOnce().catch(() => undefined)
      if (ending.signal.aborted) return
      if (counts.opened > before) tries = 0
      counts.reconnected++
      await delay(pauses[Math.min(tries, pauses.length - 1)])
    }
  }
  void follow()
  return { close: () => ending.abort(), opened }
}
