import { request } from '@/lib/client/api-client'
import type { QueueSnapshot } from '../contract'
import { getQueueStatus } from '../visitor-endpoints'

/** The public state of a queue. */
export function readQueue(branch: string, service: string): Promise<QueueSnapshot> {
  return request<QueueSnapshot>(getQueueStatus, { params: { service }, query: { branch } })
}
