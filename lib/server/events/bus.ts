import 'server-only'
import { type Broadcast, broadcast } from '../broadcast'
import type { EventBatch } from './event'

/**
 * Carries committed events between processes. Best effort: the hub repairs losses from the database. The hub drops
 * the echo of a process's own batches as a repeat.
 */
export function bus(): Broadcast<EventBatch> {
  return broadcast('events')
}
