import type { BranchPlace } from '@/lib/features/branches/contract'
import type { PlaceDto, QueueSnapshot, TicketDto } from './contract'

/** The rooms of services, by service. */
export type RoomsOf = Readonly<Record<string, PlaceDto[]>>

/** A visit as its page opens it. */
export type OpenedVisit = {
  branch: BranchPlace
  tickets: TicketDto[]
  snapshots: QueueSnapshot[]
  /** The rooms of the tickets' services, by service. */
  rooms: RoomsOf
  /** The id of the visit when it follows a pathway; null for single turns. */
  plan: string | null
  /** The position of the stream from which events are missing. */
  cursor: string
  at: string
  /** This browser took the tickets, so it may also subscribe to their private topics. */
  held: boolean
}
