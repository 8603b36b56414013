'use client'
import { useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import type { TicketDto } from '../../contract'
import { useMovedText } from './moved-note'
import { useTicketWords } from './use-ticket-words'

/** Announces each change to screen readers: politely while waiting, assertively at the turn. */
export function TurnNews({ ticket, formats }: { ticket: TicketDto; formats: Formats }) {
  const t = useTranslations('visitor.visit')
  const words = useTicketWords(formats)(ticket)
  const called = ticket.state === 'called'
  const moved = useMovedText()(ticket)
  const news = called ? `${t('calledTitle')}. ${words.main}` : words.main
  const said = [t('sayAhead', { code: ticket.code, words: news }), moved].filter(Boolean).join('. ')
  return (
    <div className="sr-only">
      <p aria-live="polite">{called ? '' : said}</p>
      <p aria-live="assertive">{called ? said : ''}</p>
    </div>
  )
}
