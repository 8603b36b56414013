'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { StateBadge } from '@/lib/ui/badge'
import { classNames } from '@/lib/ui/class-names'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { TicketDto } from '../../contract'
import { useTicketWords } from './use-ticket-words'
import { isOver, visitStateOf } from './visit-view'

type Props = { tickets: TicketDto[]; shown: string; formats: Formats; onShow: (id: string) => void }

/** All tickets of the visit; a press enlarges one. */
export function VisitList({ tickets, shown, formats, onShow }: Props) {
  const t = useTranslations('visitor.visit')
  const done = tickets.filter(({ state }) => state === 'completed').length
  return (
    <section aria-labelledby="visit-list" className="grid gap-3">
      <h2 id="visit-list" className="px-1 font-semibold text-ink-2">
        {t('others')}
        {done > 0 && (
          <span className="font-normal text-ink-3">
            {' · '}
            {t('progress', { done: formats.number(done), all: formats.number(tickets.length) })}
          </span>
        )}
      </h2>
      <ul className="grid gap-2">
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <Row ticket={ticket} current={ticket.id === shown} formats={formats} onShow={onShow} />
          </li>
        ))}
      </ul>
    </section>
  )
}

type RowProps = { ticket: TicketDto; current: boolean; formats: Formats; onShow: (id: string) => void }

function Row({ ticket, current, formats, onShow }: RowProps) {
  const t = useTranslations('visitor.visit')
  const words = useTicketWords(formats)(ticket)
  const clinic = localised(ticket.service.name, useLocale())
  const over = isOver(ticket)
  const under =
    ticket.endedAt !== null && ticket.state === 'completed'
      ? t('endedAt', { time: formats.time(ticket.endedAt) })
      : words.main
  return (
    <button
      type="button"
      aria-pressed={current}
      aria-label={t('show', { code: ticket.code, clinic })}
      onClick={() => onShow(ticket.id)}
      className={classNames(
        'flex min-h-16 w-full items-center gap-3 rounded-md border px-4 py-3 text-start',
        current ? 'border-2 border-turn bg-surface' : over ? 'border-line bg-transparent' : 'border-line bg-surface',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <bdi className={classNames('font-semibold', over && 'text-ink-2')}>{clinic}</bdi>
          <TicketCode code={ticket.code} className="text-ink-3" />
        </span>
        <span className="block text-sm text-ink-3">{under}</span>
      </span>
      <StateBadge state={visitStateOf(ticket)} />
    </button>
  )
}
