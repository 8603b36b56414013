'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/lib/ui/badge'
import { Card } from '@/lib/ui/card'
import { classNames } from '@/lib/ui/class-names'
import { Skeleton } from '@/lib/ui/skeleton'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { LineTicketDto } from '../../line-contract'
import { ClassBadge } from './class-badge'
import { useNow } from './clock'
import { useConsole, useConsoleState } from './context'
import { currentAt, minutesWaited, nextOf, ticketsOf } from './line-view'
import { useHolderName } from './use-holder-name'
import { useMinutes } from './words'

/** What the page keeps beside the code at each width, from which its size follows. */
const room = '[--beside:5rem] md:[--beside:26rem] lg:[--beside:45.5rem] xl:[--beside:63.5rem]'

/** The current visitor, large; without one, the next in line. Keeps its height either way. */
export function CurrentCard() {
  const t = useTranslations('console.current')
  const { store, point, services } = useConsole()
  const { lines } = useConsoleState(store)
  const current = currentAt(Object.values(lines), point?.slug ?? null)
  const known = services.every((service) => lines[service.slug])
  return (
    <Card
      tone="raised"
      aria-label={t('title')}
      className={classNames(room, 'flex h-74 flex-col justify-center md:h-80 md:p-7 lg:h-62')}
    >
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
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_auto] lg:gap-8">
      <div className="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-1">
        <div className="flex gap-2">
          <Badge tone={called ? 'near' : 'turn'} icon={called ? 'bell' : 'turn'}>
            {t(`state.${ticket.state}`)}
          </Badge>
          <ClassBadge ticket={ticket} />
        </div>
        <span className="flex h-24 items-center md:h-28">
          <TicketCode code={ticket.code} size="hero" />
        </span>
        <p className="w-full truncate text-lg text-ink-2">
          <bdi translate="no" dir="auto">
            {name}
          </bdi>
          <span className={startedBy ? 'text-near' : 'text-ink-3'}>
            {' · '}
            {startedBy
              ? t('current.startedBy', { name: `\u2068${startedBy}\u2069` })
              : t('current.calls', { count: ticket.callCount, n: formats.number(ticket.callCount) })}
          </span>
        </p>
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
    <dl className="grid grid-cols-3 gap-x-4 lg:w-56 lg:grid-cols-1 lg:content-center lg:gap-y-3">
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
    <div className="grid content-start gap-0.5 lg:flex lg:items-baseline lg:justify-between">
      <dt className="text-sm text-ink-3 lg:whitespace-nowrap">{label}</dt>
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
