'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import { useStream } from '@/lib/client/use-stream'
import type { OccupiedPointDto } from '../../contract'
import { listOccupied } from '../../endpoints'

/** Collects a burst of events into one read, in milliseconds. */
const burst = 300

/** The service points where somebody is called or in service, by slug, live. Empty until it is known. */
export function useOccupied(branch: string): ReadonlyMap<string, OccupiedPointDto> {
  const [points, setPoints] = useState<ReadonlyMap<string, OccupiedPointDto>>(new Map())
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const read = useCallback(async () => {
    try {
      const answer = await request<{ points: OccupiedPointDto[] }>(listOccupied, { query: { branch } })
      setPoints(new Map(answer.points.map((point) => [point.servicePoint, point])))
    } catch (error) {
      // The next event reads again; choosing a place works without it.
      if (!(error instanceof ApiError)) throw error
    }
  }, [branch])
  useEffect(() => {
    void read()
    return () => clearTimeout(timer.current ?? undefined)
  }, [read])
  useStream({ branch }, (type) => {
    if (type !== 'queue_update' && type !== 'reset') return
    timer.current ??= setTimeout(() => {
      timer.current = null
      void read()
    }, burst)
  })
  return points
}
