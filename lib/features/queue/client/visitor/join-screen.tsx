'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiError, type ApiErrorCode } from '@/lib/client/api-error'
import { useOutbox } from '@/lib/client/use-outbox'
import type { BranchPlace, ServiceDto } from '@/lib/features/branches/contract'
import { flagOn } from '@/lib/features/branches/flags'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { Link, useRouter } from '@/lib/i18n/navigation'
import { useFormats } from '@/lib/i18n/use-formats'
import { Button, buttonClass } from '@/lib/ui/button'
import { Card } from '@/lib/ui/card'
import { ConnectionNote } from '@/lib/ui/connection-note'
import { Icon } from '@/lib/ui/icon'
import { Notice } from '@/lib/ui/notice'
import { ServiceIcon } from '@/lib/ui/service-icon'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { QueueSnapshot, TicketDto } from '../../contract'
import { openingOf } from './opening'
import { joinLine, waitingJoin } from './queue-commands'
import { type Offer, useOffer } from './use-offer'
import { useQueues } from './use-queues'
import { useWaitWords } from './use-wait-words'
import { isOver, readSnapshot } from './visit-view'

type Props = {
  branch: BranchPlace
  offer: Offer
  slug: string
  /** Rooms of this clinic and the way to them, in the language and digits of the page. */
  rooms: { names: string; way: string }
  snapshot: QueueSnapshot
  tickets: TicketDto[]
  cursor: string
  at: string
  home: string
}

/** The page behind a clinic's QR code: the number waiting, and one button. */
export function JoinScreen(props: Props) {
  const { branch, slug, snapshot, cursor, at } = props
  const t = useTranslations('visitor.join')
  const locale = useLocale()
  const formats = useFormats(branch)
  const offer = useOffer(branch.slug, props.offer)
  const service = offer.services.find((one) => one.slug === slug)
  const live = useQueues({ branch: branch.slug, services: [slug], snapshots: [snapshot], cursor, at })
  const queue = live.queues[slug] ?? snapshot
  const { state, since } = live.liveness
  const mine = props.tickets.find(
    (ticket) => ticket.service.slug === slug && !isOver(readSnapshot(ticket, queue) ?? ticket),
  )
  const count = queue.counts.waiting
  const waitWords = useWaitWords(formats)
  const where = [props.rooms.names, props.rooms.way].filter(Boolean)
  if (service === undefined) return null
  return (
    <div className="mx-auto grid max-w-xl gap-5">
      <Card tone="raised" className="grid justify-items-center gap-4 text-center">
        <ServiceIcon icon={service.icon} muted={service.availability !== 'open'} className="size-20" />
        <div className="grid gap-1">
          <h1 className="text-2xl font-semibold">
            <bdi>{localised(service.name, locale)}</bdi>
          </h1>
          <p className="text-lg text-ink-2" aria-live="polite">
            {t('waiting', { count, n: formats.number(count) })}
          </p>
          {count > 0 && queue.joinWait && <p className="text-lg font-semibold">{waitWords(queue.joinWait)}</p>}
          {where.length > 0 && (
            <p className="text-balance text-ink-3">
              <Icon name="pin" className="me-1.5 inline size-4 align-[-0.125em]" />
              <span className="sr-only">{t('where')}: </span>
              {where.map((line) => (
                <bdi key={line} className="not-first-of-type:block">
                  {line}
                </bdi>
              ))}
            </p>
          )}
        </div>
        {mine ? (
          <AlreadyWaiting ticket={mine} />
        ) : !flagOn(offer, 'phone_turns') ? (
          <AtReception />
        ) : service.availability === 'open' ? (
          <TakeTurn service={service} branch={branch} />
        ) : (
          <NotOpen service={service} now={new Date(live.at)} timeZone={branch.timeZone} formats={formats} />
        )}
      </Card>
      <Link href={props.home} className={buttonClass({ wide: true })}>
        {t('other')}
      </Link>
      <ConnectionNote
        state={state}
        updated={formats.time(live.at)}
        offlineSince={state === 'offline' && since !== null ? formats.time(since) : undefined}
        className="justify-center"
      />
    </div>
  )
}

function AlreadyWaiting({ ticket }: { ticket: TicketDto }) {
  const t = useTranslations('visitor.join')
  return (
    <div className="grid w-full justify-items-center gap-2">
      <h2 className="text-lg font-semibold">{t('already')}</h2>
      <p className="text-ink-2">{t('alreadyText')}</p>
      <TicketCode code={ticket.code} size="large" />
      <Link href={ticket.link} className={buttonClass({ variant: 'primary', size: 'large', wide: true })}>
        {t('follow')}
      </Link>
    </div>
  )
}

function AtReception() {
  const t = useTranslations('visitor.join')
  return (
    <Notice tone="near" icon="user" title={t('atReceptionTitle')} className="w-full text-start">
      <p>{t('atReceptionText')}</p>
    </Notice>
  )
}

function TakeTurn({ service, branch }: { service: ServiceDto; branch: BranchPlace }) {
  const t = useTranslations('visitor')
  const explain = useTranslations('errors')
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<ApiErrorCode | 'not_saved' | null>(null)
  const rows = useOutbox((row, answer) => {
    if (waitingJoin([row], service.slug, branch.slug)) router.push((answer as TicketDto).link)
  })
  const waits = waitingJoin(rows, service.slug, branch.slug) !== undefined

  const take = async () => {
    setPending(true)
    setProblem(null)
    try {
      const sent = await joinLine(service, branch.slug)
      if (sent.kept) setPending(false)
      else router.push(sent.answer.link)
    } catch (error) {
      setProblem(error instanceof ApiError ? error.code : 'not_saved')
      setPending(false)
    }
  }

  return (
    <div className="grid w-full gap-3">
      <Button variant="primary" size="large" wide pending={pending} disabled={waits} onClick={() => void take()}>
        {pending ? t('join.taking') : waits ? t('outbox.title') : t('join.take')}
      </Button>
      <p className="text-sm text-ink-3">{t('join.after')}</p>
      {problem !== null && (
        <div role="alert">
          <Notice tone="missed" className="text-start">
            {problem === 'not_saved' ? t('outbox.notSaved') : explain(problem)}
          </Notice>
        </div>
      )}
    </div>
  )
}

type NotOpenProps = { service: ServiceDto; now: Date; timeZone: string; formats: Formats }

function NotOpen({ service, now, timeZone, formats }: NotOpenProps) {
  const t = useTranslations('visitor.join')
  const opening = openingOf(service, now, timeZone, formats)
  const full = service.availability === 'full'
  return (
    <Notice tone="near" icon="clock" title={t(full ? 'fullTitle' : 'closedTitle')} className="w-full text-start">
      <p>{opening.key === 'opensUnknown' ? t('opensUnknown') : t(opening.key, opening)}</p>
    </Notice>
  )
}
