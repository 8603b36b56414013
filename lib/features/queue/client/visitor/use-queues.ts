'use client'
import { useState } from 'react'
import { forgetVersions, isNewer } from '@/lib/client/stream-rules'
import { type PolledLiveness, usePolling } from '@/lib/client/use-polling'
import { useStream } from '@/lib/client/use-stream'
import type { QueueSnapshot } from '../../contract'
import { readQueue } from '../read-queue'
import { phonePollsEvery } from './phone-polls-every'

type Input = { branch: string; services?: string[]; snapshots: QueueSnapshot[]; cursor: string; at: string }

export type LiveQueues = { queues: Record<string, QueueSnapshot>; at: string; liveness: PolledLiveness }

/**
 * The public state of queues, kept current by the stream, and by polling the named ones while no events arrive. A page of
 * all queues does not poll: that would be a dozen requests each time.
 */
export function useQueues({ branch, services, snapshots, cursor, at }: Input): LiveQueues {
  const [state, setState] = useState({ queues: bySlug(snapshots), at })
  const topics = { branch, since: cursor, ...(services && { services }) }
  const streamed = useStream(topics, (type, data) => {
    if (type === 'queue_update') setState((known) => withQueue(known, data as QueueSnapshot))
    else setState(({ queues }) => ({ queues: type === 'reset' ? forgetVersions(queues) : queues, at: nowText() }))
  })
  const poll = async () => {
    try {
      for (const service of services ?? []) {
        const queue = await readQueue(branch, service)
        setState((known) => withQueue(known, queue))
      }
      return services !== undefined
    } catch {
      return false
    }
  }
  const liveness = usePolling(streamed, poll, phonePollsEvery)
  return { ...state, liveness }
}

type Queues = Omit<LiveQueues, 'liveness'>

const nowText = (): string => new Date().toISOString()

function withQueue({ queues }: Queues, queue: QueueSnapshot): Queues {
  const isNew = isNewer(queue, queues[queue.service])
  return { queues: isNew ? { ...queues, [queue.service]: queue } : queues, at: nowText() }
}

function bySlug(snapshots: readonly QueueSnapshot[]): Record<string, QueueSnapshot> {
  return Object.fromEntries(snapshots.map((queue) => [queue.service, queue]))
}
