'use client'

import { useEffect, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import type { QueueSnapshot } from '../../contract'
import { listRecent } from '../../endpoints'
import type { RecentTicketDto } from '../../line-contract'
import { useNow } from './clock'
import { useConsole, useConsoleState } from './context'

const hour = 3_600_000

/** A text that differs after each call and each departure from a service point, and stays the same when somebody joins. */
function movesIn(snapshot: QueueSnapshot | undefined): string {
  if (!snapshot) return ''
  const { called, inService, onHold, missed, served } = snapshot.counts
  return [called, inService, onHold, missed, served].join()
}

/** The visitors who left a service point within the last hour, kept up to date; null until loaded. */
export function useRecent(servicePoint: string): readonly RecentTicketDto[] | null {
  const { branch, services, store } = useConsole()
  const { snapshots, clockAhead } = useConsoleState(store)
  const now = useNow(30_000, clockAhead)
  const [recent, setRecent] = useState<readonly RecentTicketDto[] | null>(null)
  const moves = services.map(({ slug }) => movesIn(snapshots[slug])).join(' ')
  useEffect(() => {
    let left = false
    request<{ tickets: RecentTicketDto[] }>(listRecent, {
      params: { servicePoint },
      query: { branch: branch.slug },
    }).then(
      ({ tickets }) => !left && setRecent(tickets),
      (error: unknown) => {
        // What was read last stays; the next move reads again.
        if (!(error instanceof ApiError)) throw error
      },
    )
    return () => {
      left = true
    }
  }, [branch.slug, servicePoint, moves])
  return recent?.filter(({ changedAt }) => now - Date.parse(changedAt) < hour) ?? null
}
