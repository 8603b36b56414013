'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import type { PlaceDto, TicketDto } from '../../contract'
import { useWaitWords } from './use-wait-words'

/** `wait`: how long it still takes; `aside`: who is around. */
export type TicketWords = { main: string; wait?: string | null; aside: string | null; tip: string | null }

/** The texts of a ticket: the main line, a secondary line, and the instruction. */
export function useTicketWords(formats: Formats): (ticket: TicketDto) => TicketWords {
  const t = useTranslations('visitor.visit')
  const place = usePlaceName(formats)
  const count = (value: number) => ({ count: value, n: formats.number(value) })
  const waitInWords = useWaitWords(formats)
  /** Who is ahead, where not all of them simply came earlier. */
  const whoIsAhead = ({ ahead }: TicketDto) => {
    if (!ahead || ahead.earlier === ahead.total) return []
    const { total, emergency, booked, earlier } = ahead
    const parts = { emergency, booked, priority: total - emergency - booked - earlier, earlier }
    const kinds = ['emergency', 'booked', 'priority', 'earlier'] as const
    return kinds.flatMap((kind) => (parts[kind] > 0 ? [t(`who.${kind}`, count(parts[kind]))] : []))
  }
  return (ticket) => {
    switch (ticket.state) {
      case 'waiting': {
        const ahead = ticket.peopleAhead ?? 0
        const behind = ticket.peopleBehind ?? 0
        const around = [...whoIsAhead(ticket), ...(behind === 0 ? [] : [t('behind', count(behind))])]
        const aside = around.length === 0 ? null : around.join(' · ')
        const tip = ahead <= 2 ? t('nearTip') : t('waitingTip')
        return { main: t('ahead', count(ahead)), wait: waitInWords(ticket.wait), aside, tip }
      }
      case 'called': {
        const main = ticket.goTo === null ? t('calledNoPlace') : t('calledTo', { place: place(ticket.goTo) })
        return { main, aside: null, tip: ticket.callCount > 1 ? t('recalled', count(ticket.callCount)) : null }
      }
      case 'in_service':
        return { main: t('inService'), aside: null, tip: t('inServiceTip') }
      case 'on_hold':
        return { main: t('onHold'), aside: null, tip: t('onHoldTip') }
      case 'missed':
        return { main: t('missed'), aside: null, tip: t('missedTip') }
      case 'completed':
        return { main: t('completed'), aside: null, tip: t('completedTip') }
      case 'cancelled':
        return { main: t('cancelled'), aside: null, tip: t('cancelledTip') }
      case 'expired':
        return { main: t('expired'), aside: null, tip: t('expiredTip') }
    }
  }
}

/** The name of a room in the language of the page and the digits of the branch. */
function usePlaceName(formats: Formats): (place: PlaceDto) => string {
  const locale = useLocale()
  return (place) => formats.text(localised(place.label, locale))
}
