'use client'
import { useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import type { TicketDto } from '../../contract'
import { useTicketWords } from './use-ticket-words'

/** Announces each change to screen readers: politely while waiting, assertively at the turn. */
export function TurnNews({ ticket, formats }: { ticket: TicketDto; formats: Formats }) {
  const t = useTranslations('visitor.visit')
  const words = useTicketWords(formats)(ticket)
  const called = ticket.state === 'called'
  const said = t('sayAhead', { code: ticket.code, words: called ? `${t('calledTitle')}. ${words.main}` : words.main })
  return (
    <div className="sr-only">
      <p aria-live="polite">{called ? '' : said}</p>
      <p aria-live="assertive">{called ? said : ''}</p>
    </div>
  )
}
