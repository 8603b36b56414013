'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { Link } from '@/lib/i18n/navigation'
import { StateBadge } from '@/lib/ui/badge'
import { Icon } from '@/lib/ui/icon'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { QueueSnapshot, TicketDto } from '../../contract'
import { useTicketWords } from './use-ticket-words'
import { byUrgency, isOver, readSnapshot, visitStateOf } from './visit-view'

type Props = { tickets: TicketDto[]; queues: Record<string, QueueSnapshot>; formats: Formats }

/** The current tickets of this phone, above everything else. */
export function MyTurns({ tickets, queues, formats }: Props) {
  const t = useTranslations('visitor.turns')
  const known = tickets.map((ticket) => {
    const queue = queues[ticket.service.slug]
    return queue === undefined ? ticket : (readSnapshot(ticket, queue) ?? ticket)
  })
  const active = byUrgency(known.filter((ticket) => !isOver(ticket)))
  if (active.length === 0) return null
  return (
    <section aria-labelledby="my-turns" className="grid gap-3">
      <h2 id="my-turns" className="px-1 font-semibold text-ink-2">
        {t('title', { count: active.length })}
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {active.map((ticket) => (
          <li key={ticket.id}>
            <Turn ticket={ticket} formats={formats} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Turn({ ticket, formats }: { ticket: TicketDto; formats: Formats }) {
  const t = useTranslations('visitor.turns')
  const words = useTicketWords(formats)(ticket)
  const clinic = localised(ticket.service.name, useLocale())
  return (
    <Link
      href={ticket.link}
      aria-label={`${t('open', { code: ticket.code, clinic })}. ${words.main}`}
      className="grid h-full content-between gap-2 rounded-lg border border-line bg-surface p-4 shadow-2 hover:border-line-strong"
    >
      <span className="flex items-start justify-between gap-2">
        <bdi className="min-w-0 flex-1 font-semibold">{clinic}</bdi>
        <span className="shrink-0">
          <StateBadge state={visitStateOf(ticket)} />
        </span>
      </span>
      <span className="flex items-end justify-between gap-3">
        <span className="grid">
          <TicketCode code={ticket.code} size="large" className="justify-self-start" />
          <span className="text-ink-2">{words.main}</span>
        </span>
        <Icon name="chevron" className="size-5 text-ink-3" />
      </span>
    </Link>
  )
}
