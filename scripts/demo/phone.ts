import type { QueueSnapshot, TicketDto } from '@/lib/features/queue/contract'
import { getTicket } from '@/lib/features/queue/endpoints'
import type { Browser } from './browser'
import { type Feed, openFeed } from './event-feed'
import type { StreamMessage } from './sse-parser'
import type { Stage } from './stage'
import type { Surface } from './surface'

/** A phone that follows one ticket and its queue. */
export type Phone = { surface: Surface<TicketDto>; close: () => void }

/** Opens the visit's page: its first answer, then the events of its stream. */
export function openPhone(stage: Stage, browser: Browser, ticket: TicketDto, cursor: string | null): Phone {
  const surface = stage.screens.phoneOf(ticket.id)
  let feed: Feed

  const apply = (view: TicketDto, at: number): void => {
    const before = surface.current
    if (before && before.version >= view.version) return
    surface.show(view, at)
    // Transferred to another clinic: follow that queue. The old stream ends once the new one is open, so nothing is
    // missed.
    if (before && before.service.slug !== view.service.slug) {
      const old = feed
      feed = follow(view.service.slug, null)
      void feed.opened.then(old.close)
    }
  }
  const reread = async (): Promise<void> => {
    const { answer } = await browser.send<TicketDto>(getTicket, { params: { id: ticket.id } })
    apply(answer, performance.now())
  }
  const listen = ({ type, data }: StreamMessage, at: number): void => {
    if (type === 'ticket_update') apply(JSON.parse(data) as TicketDto, at)
    else if (type === 'queue_update') stage.screens.compare(JSON.parse(data) as QueueSnapshot)
    else if (type === 'reset') reread().catch((error: unknown) => stage.faults.push(`a phone: ${String(error)}`))
  }
  const follow = (clinic: string, since: string | null): Feed => {
    const topics: [string, string][] = [
      ['service', clinic],
      ['ticket', ticket.id],
    ]
    const opened = openFeed(browser, topics, stage.feeds, listen, since)
    // Without a start position, the state before the stream opened is requested.
    if (since === null)
      opened.opened.then(reread).catch((error: unknown) => stage.faults.push(`a phone: ${String(error)}`))
    return opened
  }

  surface.show(ticket, performance.now())
  feed = follow(ticket.service.slug, cursor)
  return {
    surface,
    close: () => {
      surface.putAway()
      feed.close()
    },
  }
}
