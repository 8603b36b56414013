'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ServicePointDto } from '@/lib/features/branches/contract'
import { Badge, type Tone } from '@/lib/ui/badge'
import type { IconName } from '@/lib/ui/icon'
import { Skeleton } from '@/lib/ui/skeleton'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { TicketState } from '../../contract'
import type { RecentTicketDto } from '../../line-contract'
import { useConsole } from './context'
import { useHolderName } from './use-holder-name'
import { useRecent } from './use-recent'
import { useMinutes } from './words'

/** Who was at this service point within the last hour, and what became of them. */
export function RecentVisitors({ point }: { point: ServicePointDto }) {
  const t = useTranslations('console.recent')
  const { formats } = useConsole()
  const recent = useRecent(point.slug)
  return (
    <section aria-labelledby="console-recent" className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h2 id="console-recent" className="flex items-baseline gap-2 font-semibold">
        {t('title')}
        {recent && recent.length > 0 && (
          <span className="text-sm font-normal text-ink-3">
            {t('count', { count: recent.length, n: formats.number(recent.length) })}
          </span>
        )}
      </h2>
      {!recent && <Skeleton className="h-14" />}
      {recent?.length === 0 && <p className="text-sm text-ink-3">{t('none')}</p>}
      {recent && recent.length > 0 && (
        <ul className="divide-y divide-line">
          {recent.map((ticket) => (
            <Row key={ticket.code} ticket={ticket} isHere={point.services.includes(ticket.service.slug)} />
          ))}
        </ul>
      )}
    </section>
  )
}

const looks: Partial<Record<TicketState, { tone: Tone; icon: IconName }>> = {
  completed: { tone: 'done', icon: 'check' },
  missed: { tone: 'missed', icon: 'noAnswer' },
  on_hold: { tone: 'plain', icon: 'pause' },
}

function Row({ ticket, isHere }: { ticket: RecentTicketDto; isHere: boolean }) {
  const t = useTranslations('console')
  const locale = useLocale()
  const { formats } = useConsole()
  const name = useHolderName(ticket)
  const minutes = useMinutes(formats)
  const { state, startedAt, endedAt } = ticket
  const served = state === 'completed' && startedAt !== null && endedAt !== null
  const { tone, icon } = looks[state] ?? { tone: 'plain', icon: 'transfer' }
  return (
    <li className="flex min-h-14 items-center gap-3 py-1.5">
      <span className="w-18 shrink-0">
        <TicketCode code={ticket.code} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <bdi translate="no" dir="auto">
            {name}
          </bdi>
        </span>
        <span className="block truncate text-sm text-ink-3">
          {formats.time(ticket.changedAt)}
          {served &&
            ` · ${t('recent.took', { minutes: minutes((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000) })}`}
        </span>
      </span>
      <Badge tone={tone} icon={icon}>
        {isHere ? t(`state.${state}`) : formats.text(ticket.service.name[locale])}
      </Badge>
    </li>
  )
}
