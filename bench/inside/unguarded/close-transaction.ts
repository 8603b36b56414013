import { type Closing, closeTransaction as close } from '@/lib/server/close-transaction'
import type { Tx } from '@/lib/server/db/client'
import type { EventBatch } from '@/lib/server/events/event'

/** Writes no audit. */
export const closeTransaction = (tx: Tx, closing: Closing): Promise<EventBatch | null> =>
  close(tx, { ...closing, audit: [] })
