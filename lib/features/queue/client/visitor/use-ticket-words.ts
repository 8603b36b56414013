'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import type { PlaceDto, TicketDto } from '../../contract'

export type TicketWords = { main: string; aside: string | null; tip: string | null }

/** The texts of a ticket: the main line, a secondary line, and the instruction. */
export function useTicketWords(formats: Formats): (ticket: TicketDto) => TicketWords {
  const t = useTranslations('visitor.visit')
  const place = usePlaceName(formats)
  const count = (value: number) => ({ count: value, n: formats.number(value) })
  return (ticket) => {
    switch (ticket.state) {
      case 'waiting': {
        const ahead = ticket.peopleAhead ?? 0
        const behind = ticket.peopleBehind ?? 0
        const aside = behind === 0 ? null : t('behind', count(behind))
        return { main: t('ahead', count(ahead)), aside, tip: ahead <= 2 ? t('nearTip') : t('waitingTip') }
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
