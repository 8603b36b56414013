'use client'
import { useState } from 'react'
import { forgetVersions, isNewer } from '@/lib/client/stream-rules'
import { type Liveness, useStream } from '@/lib/client/use-stream'
import type { QueueSnapshot } from '../../contract'

type Input = { branch: string; services?: string[]; snapshots: QueueSnapshot[]; cursor: string; at: string }

export type LiveQueues = { queues: Record<string, QueueSnapshot>; at: string; liveness: Liveness }

/** The public state of queues, kept current by the stream. */
export function useQueues({ branch, services, snapshots, cursor, at }: Input): LiveQueues {
  const [state, setState] = useState({ queues: bySlug(snapshots), at })
  const topics = { branch, since: cursor, ...(services && { services }) }
  const liveness = useStream(topics, (type, data) => {
    setState((known) => {
      const next = { ...known, at: new Date().toISOString() }
      if (type === 'reset') return { ...next, queues: forgetVersions(known.queues) }
      if (type !== 'queue_update') return next
      const queue = data as QueueSnapshot
      return isNewer(queue, known.queues[queue.service])
        ? { ...next, queues: { ...known.queues, [queue.service]: queue } }
        : next
    })
  })
  return { ...state, liveness }
}

function bySlug(snapshots: readonly QueueSnapshot[]): Record<string, QueueSnapshot> {
  return Object.fromEntries(snapshots.map((queue) => [queue.service, queue]))
}
