'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/lib/ui/badge'
import { Card } from '@/lib/ui/card'
import { classNames } from '@/lib/ui/class-names'
import { Skeleton } from '@/lib/ui/skeleton'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { LineTicketDto } from '../../line-contract'
import { useNow } from './clock'
import { useConsole, useConsoleState } from './context'
import { currentAt, minutesWaited, nextOf, ticketsOf } from './line-view'
import { useHolderName } from './use-holder-name'
import { useMinutes } from './words'

/** The current visitor, large; without one, the next in line. Keeps its height either way. */
export function CurrentCard() {
  const t = useTranslations('console.current')
  const { store, point, services } = useConsole()
  const { lines } = useConsoleState(store)
  const current = currentAt(Object.values(lines), point?.slug ?? null)
  const known = services.every((service) => lines[service.slug])
  return (
    <Card tone="raised" aria-label={t('title')} className="flex min-h-72 flex-col justify-center lg:min-h-62 md:p-7">
      {!known && <Skeleton className="h-40" />}
      {known && (current ? <Somebody ticket={current} /> : <Nobody />)}
    </Card>
  )
}

function Nobody() {
  const t = useTranslations('console.current')
  const { store, service, formats } = useConsole()
  const { lines } = useConsoleState(store)
  const waiting = ticketsOf(lines[service.slug], 'waiting')
  const next = nextOf(lines[service.slug])
  return (
    <div className="grid justify-items-center gap-2 text-center">
      <p className="text-xl font-semibold">{t('nobody')}</p>
      <p className="text-ink-2">{t('nobodyWaiting', { count: waiting.length, n: formats.number(waiting.length) })}</p>
      {next && (
        <p className="mt-2 flex items-center gap-2 rounded-full bg-sunken px-4 py-1.5 text-ink-2">
          {t('next')}
          <TicketCode code={next.code} className="text-ink" />
        </p>
      )}
    </div>
  )
}

function Somebody({ ticket }: { ticket: LineTicketDto }) {
  const t = useTranslations('console')
  const { formats } = useConsole()
  const name = useHolderName(ticket)
  const called = ticket.state === 'called'
  const startedBy = !called && ticket.servedBy?.isYou === false ? ticket.servedBy.name : null
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-5">
      <div className="grid justify-items-start gap-1">
        <div className="flex flex-wrap gap-2">
          <Badge tone={called ? 'near' : 'turn'} icon={called ? 'bell' : 'turn'}>
            {t(`state.${ticket.state}`)}
          </Badge>
          {ticket.priority === 'emergency' && (
            <Badge tone="missed" icon="warning">
              {t('line.emergency')}
            </Badge>
          )}
        </div>
        <TicketCode code={ticket.code} size="hero" className="md:text-[clamp(4.5rem,9vw,7rem)]" />
        <p className="text-lg text-ink-2">
          <bdi translate="no" dir="auto">
            {name}
          </bdi>
          <span className="text-ink-3">
            {' · '}
            {t('current.calls', { count: ticket.callCount, n: formats.number(ticket.callCount) })}
          </span>
        </p>
        {startedBy && <p className="text-near">{t('current.startedBy', { name: `\u2068${startedBy}\u2069` })}</p>}
      </div>
      <Timers ticket={ticket} />
    </div>
  )
}

function Timers({ ticket }: { ticket: LineTicketDto }) {
  const t = useTranslations('console.current')
  const { store, formats } = useConsole()
  const now = useNow(500, useConsoleState(store).clockAhead)
  const minutes = useMinutes(formats)
  const since = (at: string | null) => (at === null ? null : formats.timer(now - Date.parse(at)))
  const started = ticket.state === 'in_service' ? since(ticket.startedAt) : null
  return (
    <dl className="grid grow grid-cols-3 gap-x-6 sm:grow-0 sm:gap-x-8">
      <Timer label={t('sinceCall')} value={since(ticket.calledAt)} strong={ticket.state === 'called'} />
      <Timer label={t('sinceStart')} value={started} strong={ticket.state === 'in_service'} />
      <Timer label={t('waited')} value={minutes(minutesWaited(ticket, now))} strong={false} />
    </dl>
  )
}

/** The length of `1:07:42`. Longer values are words, which on a phone take two small lines in the place of one. */
const longestTimer = 7

function Timer({ label, value, strong }: { label: string; value: string | null; strong: boolean }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd
        className={classNames(
          'min-h-8 text-xl font-semibold tabular-nums sm:whitespace-nowrap',
          value !== null && value.length > longestTimer && 'max-sm:text-sm/4',
          strong ? 'text-ink' : 'text-ink-2',
        )}
      >
        <bdi>{value ?? '—'}</bdi>
      </dd>
    </div>
  )
}
