'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { StateBadge } from '@/lib/ui/badge'
import { Card } from '@/lib/ui/card'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { TicketDto } from '../../contract'
import { isOver } from './visit-view'

/** One ticket as it was last known. */
export function OfflineTicket({ ticket, formats }: { ticket: TicketDto; formats: Formats }) {
  const t = useTranslations('shell.offline')
  const locale = useLocale()
  const { peopleAhead, goTo } = ticket
  return (
    <Card tone="raised" className="grid gap-3 text-center">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">
          <bdi>{ticket.service.name[locale]}</bdi>
        </h2>
        <StateBadge state={ticket.state} />
      </div>
      <TicketCode code={ticket.code} size="hero" />
      {peopleAhead !== null && (
        <p className="text-lg font-semibold">{t('ahead', { count: peopleAhead, n: formats.number(peopleAhead) })}</p>
      )}
      {goTo && !isOver(ticket) && (
        <p className="border-t border-line pt-3 text-ink-2">
          <span className="text-ink-3">{t('where')}: </span>
          <bdi className="font-semibold text-ink">{goTo.label[locale]}</bdi>
          {goTo.floor[locale] && <bdi> · {goTo.floor[locale]}</bdi>}
        </p>
      )}
    </Card>
  )
}
