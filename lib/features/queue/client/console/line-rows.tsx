'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge, type Tone } from '@/lib/ui/badge'
import { classNames } from '@/lib/ui/class-names'
import { Icon, type IconName } from '@/lib/ui/icon'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { TicketState } from '../../contract'
import type { LineTicketDto } from '../../line-contract'
import { isAtHand } from '../../rules'
import { ClassBadge } from './class-badge'
import { useNow } from './clock'
import { useConsole, useConsoleState } from './context'
import { minutesWaited } from './line-view'
import { RowCommands } from './row-commands'
import { useHolderName } from './use-holder-name'
import { useLongWait } from './use-long-wait'
import { useMinutes } from './words'

type IsLong = ReturnType<typeof useLongWait>

type Props = {
  tickets: readonly LineTicketDto[]
  label: string
  /** Also shows state and clinic, where tickets of several are mixed. */
  showState?: boolean
}

/** A list of tickets with one Tab stop (roving focus): arrows move, Enter opens the commands. */
export function LineRows({ tickets, label, showState = false }: Props) {
  const { point, may } = useConsole()
  const isLong = useLongWait()
  const [at, setAt] = useState<string | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  if (tickets.length === 0) return null
  // Tickets in service at another point belong to that colleague.
  const isFixed = (ticket: LineTicketDto) =>
    !may('ticket.manage') || (isAtHand(ticket.state) && ticket.servicePoint !== point?.slug)
  const stop = tickets.some((ticket) => ticket.id === at) ? at : tickets[0]?.id

  function move(event: React.KeyboardEvent<HTMLUListElement>): void {
    const rows = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-row]')]
    const index = rows.findIndex((row) => row === event.target)
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (index < 0 || to === undefined) return
    event.preventDefault()
    rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus()
  }

  const next = tickets.find((ticket) => ticket.state === 'waiting' && ticket.busyAt === null)
  return (
    <ul aria-label={label} onKeyDown={move} className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
      {tickets.map((ticket) => (
        <li
          key={ticket.id}
          className={classNames(
            'rounded-md border',
            open === ticket.id || (ticket === next && !showState)
              ? 'border-line bg-surface shadow-1'
              : 'border-transparent',
          )}
        >
          <button
            type="button"
            data-row
            tabIndex={ticket.id === stop ? 0 : -1}
            aria-expanded={isFixed(ticket) ? undefined : open === ticket.id}
            aria-disabled={isFixed(ticket) || undefined}
            onFocus={() => setAt(ticket.id)}
            onClick={() => setOpen(open === ticket.id || isFixed(ticket) ? null : ticket.id)}
            className="flex min-h-16 w-full items-center gap-3 rounded-md px-3 py-2 text-start hover:bg-surface"
          >
            <RowFace ticket={ticket} showState={showState} isLong={isLong} />
          </button>
          {open === ticket.id && <RowCommands ticket={ticket} />}
        </li>
      ))}
    </ul>
  )
}

const states: Partial<Record<TicketState, { tone: Tone; icon: IconName }>> = {
  waiting: { tone: 'waiting', icon: 'clock' },
  called: { tone: 'near', icon: 'bell' },
  in_service: { tone: 'turn', icon: 'turn' },
  on_hold: { tone: 'plain', icon: 'pause' },
  missed: { tone: 'missed', icon: 'noAnswer' },
}

type Face = { ticket: LineTicketDto; showState: boolean; isLong: IsLong }

function RowFace({ ticket, showState, isLong }: Face) {
  const t = useTranslations('console')
  const locale = useLocale()
  const { formats, services, branch } = useConsole()
  const name = useHolderName(ticket)
  const point = branch.servicePoints.find((one) => one.slug === ticket.servicePoint)
  const facts = [
    t('line.arrived', { time: formats.time(ticket.createdAt) }),
    showState && services.length > 1 && formats.text(ticket.service.name[locale]),
    showState && point && ticket.state !== 'missed' && formats.text(point.label[locale]),
  ].filter(Boolean)
  const look = states[ticket.state]
  const busyAt = ticket.busyAt && branch.services.find((one) => one.slug === ticket.busyAt?.service)
  return (
    <>
      <span className="w-18 shrink-0">
        <TicketCode code={ticket.code} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          <bdi translate="no" dir="auto" className="truncate">
            {name}
          </bdi>
          <ClassBadge ticket={ticket} />
        </span>
        <span className="block text-sm text-ink-3">{facts.join(' · ')}</span>
        {busyAt && (
          <span className="block text-sm text-near">{t('line.busyAt', { service: busyAt.name[locale] })}</span>
        )}
      </span>
      {showState && look ? (
        <Badge tone={look.tone} icon={look.icon}>
          {t(`state.${ticket.state}`)}
        </Badge>
      ) : (
        <Wait ticket={ticket} isLong={isLong} />
      )}
    </>
  )
}

/** How long a ticket waits; one that waits much longer than usual is marked. */
function Wait({ ticket, isLong }: { ticket: LineTicketDto; isLong: IsLong }) {
  const t = useTranslations('console.line')
  const { store, formats, may } = useConsole()
  const now = useNow(10_000, useConsoleState(store).clockAhead)
  const words = useMinutes(formats)
  if (ticket.state !== 'waiting')
    return may('ticket.manage') && <OfficeIcon name="more" className="size-5 text-ink-3" />
  const minutes = minutesWaited(ticket, now)
  const long = isLong(ticket.service.slug, minutes)
  return (
    <span
      className={classNames(
        'flex shrink-0 items-center gap-1 text-sm tabular-nums',
        long ? 'font-semibold text-missed' : 'text-ink-2',
      )}
    >
      {long && <Icon name="warning" className="size-4" />}
      <bdi>{words(minutes)}</bdi>
      {long && <span className="sr-only">{t('late')}</span>}
    </span>
  )
}
