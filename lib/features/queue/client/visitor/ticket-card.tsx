'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { StateBadge } from '@/lib/ui/badge'
import { Card, TearLine } from '@/lib/ui/card'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { PlaceDto, QueueSnapshot, TicketDto } from '../../contract'
import { MovedNote } from './moved-note'
import { PeopleLine } from './people-line'
import { useTicketWords } from './use-ticket-words'
import { isOver, visitStateOf } from './visit-view'
import { WhereToGo } from './where-to-go'

type Props = {
  ticket: TicketDto
  queue: QueueSnapshot | undefined
  /** The rooms of its clinic. */
  rooms: readonly PlaceDto[] | undefined
  formats: Formats
}

/** The longest code, two letters or a four-digit number, that fits the narrowest phone on one line. */
const longCode = '[--step-code:clamp(3.25rem,17vw,6rem)]'

/** The ticket: code, place in line, and where to go. */
export function TicketCard({ ticket, queue, rooms = [], formats }: Props) {
  const t = useTranslations('visitor.visit')
  const clinic = localised(ticket.service.name, useLocale())
  const words = useTicketWords(formats)(ticket)
  const state = visitStateOf(ticket)
  const called = state === 'called'
  const delay = queue?.delay
  return (
    <Card
      tone={isOver(ticket) ? 'sunken' : 'raised'}
      padded={false}
      aria-label={t('label', { clinic })}
      className={classNames(called && 'border-turn ring-2 ring-turn')}
    >
      {called && <CalledBand title={t('calledTitle')} />}
      <div className={classNames('grid gap-4 px-5 pt-5 text-center', isOver(ticket) ? 'pb-6' : 'pb-3')}>
        <div className="flex flex-wrap items-center justify-between gap-2 text-start">
          <h1 className="text-lg font-semibold">
            <bdi>{clinic}</bdi>
          </h1>
          {!called && <StateBadge state={state} />}
        </div>
        <MovedNote ticket={ticket} />
        <p className={classNames(ticket.code.length > 4 && longCode)}>
          <span className="sr-only">{t('code', { code: '' })}</span>
          <TicketCode code={ticket.code} size="hero" className={isOver(ticket) ? 'opacity-60' : ''} />
        </p>
        {ticket.state === 'waiting' && (
          <PeopleLine
            ahead={ticket.peopleAhead ?? 0}
            behind={ticket.peopleBehind ?? 0}
            serving={(queue?.serving.length ?? 0) > 0}
            near={state === 'near'}
            number={formats.number}
          />
        )}
        <div className="grid gap-1 text-balance text-ink-2">
          <p className="text-xl font-semibold text-ink">{words.main}</p>
          {words.wait && <p className="text-lg font-semibold text-ink">{words.wait}</p>}
          {words.wait && delay && ticket.createdAt < delay.since && (
            <p className="text-near">{t(`delay.${delay.why}`)}</p>
          )}
          {words.aside !== null && <p className="text-lg">{words.aside}</p>}
          {words.tip !== null && <p>{words.tip}</p>}
        </div>
      </div>
      {!isOver(ticket) && (
        <>
          <TearLine />
          <WhereToGo place={ticket.goTo} rooms={rooms} formats={formats} />
        </>
      )}
    </Card>
  )
}

function CalledBand({ title }: { title: string }) {
  return (
    <p className="-m-px mb-0 flex items-center justify-center gap-2 rounded-t-lg bg-turn px-5 py-3 text-xl font-semibold text-on-turn">
      <Icon name="bell" className="size-6" />
      {title}
    </p>
  )
}
