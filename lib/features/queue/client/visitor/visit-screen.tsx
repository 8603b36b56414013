'use client'
import { useTranslations } from 'next-intl'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useInstallWay } from '@/lib/client/install-prompt'
import { useSecureContext } from '@/lib/client/secure-context'
import { useOutbox } from '@/lib/client/use-outbox'
import { useWakeLock } from '@/lib/client/use-wake-lock'
import { Link } from '@/lib/i18n/navigation'
import { useFormats } from '@/lib/i18n/use-formats'
import { buttonClass } from '@/lib/ui/button'
import { ConnectionNote } from '@/lib/ui/connection-note'
import { Icon } from '@/lib/ui/icon'
import type { QueueSnapshot, TicketDto } from '../../contract'
import type { OpenedVisit } from '../../opened-visit'
import { isStanding } from '../../standing'
import { LeaveButton } from './leave-button'
import { waitingLeave } from './queue-commands'
import { SoundSwitch } from './sound-switch'
import { TicketCard } from './ticket-card'
import { TicketVersion } from './ticket-version'
import { TurnNews } from './turn-news'
import { useTicketWords } from './use-ticket-words'
import { useTurnAlarm } from './use-turn-alarm'
import { useVisit } from './use-visit'
import { VisitColumns } from './visit-columns'
import { isOver, visitStateOf } from './visit-view'

// Loaded on demand, because most visits do not need them.
const VisitList = lazy(() => import('./visit-list').then((module) => ({ default: module.VisitList })))
const SecureNote = lazy(() => import('./secure-note').then((module) => ({ default: module.SecureNote })))
const InstallOffer = lazy(() => import('./install-offer').then((module) => ({ default: module.InstallOffer })))

type Props = OpenedVisit & {
  token: string
  /** The way through the clinics of a pathway; it knows the `TicketVersion`. */
  way?: ReactNode
  /** Additional content of the page. */
  aside?: ReactNode
}

/** The visitor's page: the ticket, the other tickets of the visit, and the actions. */
export function VisitScreen(props: Props) {
  const t = useTranslations('visitor.visit')
  const formats = useFormats(props.branch)
  const visit = useVisit(props)
  const rows = useOutbox((_, answer) => {
    if (isTicket(answer) && visit.tickets.some(({ id }) => id === answer.id)) visit.accept(answer)
  })
  const called = visit.tickets.find(({ state }) => state === 'called')
  const [chosen, setChosen] = useState<{ id: string; duringCall: string | undefined } | null>(null)
  // A called ticket is shown first, whichever was shown before.
  const chosenId = chosen?.duringCall === called?.id ? chosen?.id : undefined
  const ticket = visit.tickets.find(({ id }) => id === chosenId) ?? visit.tickets[0]
  const alarm = useTurnAlarm(called === undefined ? null : callOf(called, visit.queues))
  const close = visit.tickets.some((one) => ['near', 'called'].includes(visitStateOf(one)))
  useWakeLock(close)
  const words = useTicketWords(formats)
  const installWay = useInstallWay()
  const secure = useSecureContext()
  const titleOf = () => {
    if (called) return t('tabCalled', { code: called.code })
    return ticket && t('tabWaiting', { code: ticket.code, words: words(ticket).main })
  }
  useTitle(titleOf(), visit.at)

  if (ticket === undefined) return <Again text={t('empty')} />
  const { state, since } = visit.liveness
  const over = isOver(ticket)
  return (
    <VisitColumns
      ticket={
        <>
          <TicketCard
            ticket={ticket}
            queue={visit.queues[ticket.service.slug]}
            rooms={props.rooms[ticket.service.slug]}
            formats={formats}
          />
          <ConnectionNote
            state={state}
            updated={formats.time(visit.at)}
            offlineSince={state === 'offline' && since !== null ? formats.time(since) : undefined}
            className="justify-center"
          />
          <TurnNews ticket={called ?? ticket} formats={formats} />
        </>
      }
    >
      {(alarm.ringing || visit.tickets.some((one) => isStanding(one.state))) && <SoundSwitch alarm={alarm} />}
      <TicketVersion value={ticket.version}>{props.way}</TicketVersion>
      {visit.tickets.length > 1 && (
        <Suspense>
          <VisitList
            tickets={visit.tickets}
            shown={ticket.id}
            formats={formats}
            onShow={(id) => setChosen({ id, duringCall: called?.id })}
          />
        </Suspense>
      )}
      <div className="grid gap-3 *:w-full">
        {(props.plan === null || over) && (
          <Link href="/" className={buttonClass({ variant: over ? 'primary' : 'secondary' })}>
            <Icon name="plus" />
            {t('another')}
          </Link>
        )}
        {over && ticket.state !== 'completed' && (
          <Link href={`/join/${ticket.service.slug}`} className={buttonClass()}>
            {t('again')}
          </Link>
        )}
        {mayLeave(ticket) && (
          <LeaveButton
            key={ticket.id}
            ticket={ticket}
            token={props.token}
            waits={waitingLeave(rows, ticket) !== undefined}
            onLeft={visit.accept}
          />
        )}
      </div>
      {!over && props.aside}
      {!over && installWay !== 'none' && (
        <Suspense>
          <InstallOffer />
        </Suspense>
      )}
      {!secure && (
        <Suspense>
          <SecureNote />
        </Suspense>
      )}
    </VisitColumns>
  )
}

function Again({ text }: { text: string }) {
  const t = useTranslations('visitor.visit')
  return (
    <div className="grid justify-items-start gap-4">
      <h1 className="text-xl font-semibold">{text}</h1>
      <Link href="/" className={buttonClass({ variant: 'primary' })}>
        {t('again')}
      </Link>
    </div>
  )
}

function mayLeave(ticket: TicketDto): boolean {
  return !isOver(ticket) && ticket.state !== 'in_service'
}

function isTicket(answer: unknown): answer is TicketDto {
  return typeof answer === 'object' && answer !== null && 'id' in answer && 'code' in answer
}

/** The identity of a call, which distinguishes a recall from its call. */
function callOf(ticket: TicketDto, queues: Record<string, QueueSnapshot>): string {
  const call = queues[ticket.service.slug]?.calls.find(({ code }) => code === ticket.code)
  return `${ticket.id} ${call?.id ?? ticket.callCount}`
}

/**
 * Sets the tab title, so that a person in another tab notices the turn. `at` sets it again with each update, because
 * the framework writes its own title shortly after the page loads.
 */
function useTitle(title: string | undefined, at: string): void {
  useEffect(() => {
    if (title !== undefined) document.title = title
  }, [title, at])
}
