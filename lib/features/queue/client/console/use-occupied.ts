'use client'

import { useEffect, useRef, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import { useStream } from '@/lib/client/use-stream'
import { listOccupied } from '../../endpoints'
import type { OccupiedPointDto } from '../../line-contract'

type Occupied = ReadonlyMap<string, OccupiedPointDto>

/** Collects a burst of events into one read, in milliseconds. */
const burst = 300

/** The occupied service points by slug; null if they cannot be read. */
async function readOccupied(branch: string): Promise<Occupied | null> {
  try {
    const { points } = await request<{ points: OccupiedPointDto[] }>(listOccupied, { query: { branch } })
    return new Map(points.map((point) => [point.servicePoint, point]))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return null
  }
}

/** The service points where a visitor is called or in service, by slug, kept up to date. Empty until loaded. */
export function useOccupied(branch: string): Occupied {
  const [occupied, setOccupied] = useState<Occupied>(new Map())
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    void readOccupied(branch).then((read) => read && setOccupied(read))
    return () => clearTimeout(timer.current ?? undefined)
  }, [branch])
  useStream({ branch }, (type) => {
    if (type !== 'queue_update' && type !== 'reset') return
    timer.current ??= setTimeout(() => {
      timer.current = null
      void readOccupied(branch).then((read) => read && setOccupied(read))
    }, burst)
  })
  return occupied
}
