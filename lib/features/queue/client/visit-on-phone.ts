import type { LocalisedText } from '@/lib/shared/fields'
import type { QueueSnapshot, TicketDto } from '../contract'

/** What the visit page keeps on the phone, so that the offline page can show it. */
export type VisitOnPhone = {
  tickets: TicketDto[]
  snapshots: QueueSnapshot[]
  branch: { name: LocalisedText; digits: 'arab' | 'latn'; timeZone: string }
}
