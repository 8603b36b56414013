import { useLocale } from 'next-intl'
import { formatsOf } from '@/lib/i18n/formats'
import type { OpenedVisit } from '../../opened-visit'
import { TicketCard } from './ticket-card'
import { VisitColumns } from './visit-columns'
import { byUrgency } from './visit-view'
import { VisitorFrame } from './visitor-frame'

/** A visit before any script has run: its most urgent ticket. */
export function FirstView({ branch, tickets, snapshots, rooms, at }: OpenedVisit) {
  const formats = formatsOf({ locale: useLocale(), digits: branch.digits, timeZone: branch.timeZone })
  const [ticket] = byUrgency(tickets)
  const queue = snapshots.find(({ service }) => service === ticket?.service.slug)
  const card = ticket && (
    <TicketCard ticket={ticket} queue={queue} rooms={rooms[ticket.service.slug]} formats={formats} />
  )
  return (
    <VisitorFrame branch={branch} now={at}>
      {card && <VisitColumns ticket={card} />}
    </VisitorFrame>
  )
}
