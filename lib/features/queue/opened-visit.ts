import type { BranchPlace } from '@/lib/features/branches/contract'
import type { QueueSnapshot, TicketDto } from './contract'

/** A visit as its page opens it. */
export type OpenedVisit = {
  branch: BranchPlace
  tickets: TicketDto[]
  snapshots: QueueSnapshot[]
  /** The position of the stream from which events are missing. */
  cursor: string
  at: string
  /** This browser took the tickets, so it may also subscribe to their private topics. */
  held: boolean
}
