'use client'
import { useEffect, useRef, useState } from 'react'
import { openStream, type StreamState } from './event-stream'
import type { StreamTopics } from './stream-rules'

/** The state of the page's stream and when it began; `since` is null before anything is known. */
export type Liveness = { state: StreamState; since: Date | null }

/**
 * Listens while the component is mounted. `topics` null listens to nothing. A change of `topics.since` alone reopens
 * nothing: the stream keeps its own cursor.
 */
export function useStream(
  topics: StreamTopics | null,
  onEvent: (type: string, data: unknown, id: string) => void,
): Liveness {
  const [liveness, setLiveness] = useState<Liveness>({ state: 'connecting', since: null })
  const newest = useRef({ onEvent, topics })
  useEffect(() => {
    newest.current = { onEvent, topics }
  })
  const key = topics === null ? null : JSON.stringify({ ...topics, since: undefined })
  useEffect(() => {
    const wanted = newest.current.topics
    if (key === null || wanted === null) return
    return openStream(wanted, {
      event: (type, data, id) => newest.current.onEvent(type, data, id),
      state: (state, since) => setLiveness({ state, since }),
    })
  }, [key])
  return liveness
}
