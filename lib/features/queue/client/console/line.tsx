'use client'

import { useTranslations } from 'next-intl'
import { type RefObject, useState } from 'react'
import { classNames } from '@/lib/ui/class-names'
import { Notice } from '@/lib/ui/notice'
import { Skeleton } from '@/lib/ui/skeleton'
import { useNow } from './clock'
import { useConsole, useConsoleState } from './context'
import { EmptyLine } from './empty-line'
import { LineRows } from './line-rows'
import { elsewhere, type LineTab, lineTabs, longestWait, ticketsOf } from './line-view'
import { SearchBox, SearchResults } from './search-box'
import { useMinutes } from './words'

/** The server answers at most this many tickets of a line. */
const mostShown = 300
const tabNames = { waiting: 'waiting', on_hold: 'onHold', missed: 'missed' } as const
const emptyTexts = {
  waiting: ['emptyWaiting', 'emptyWaitingHint'],
  on_hold: ['emptyOnHold', 'emptyOnHoldHint'],
  missed: ['emptyMissed', 'emptyMissedHint'],
} as const

/** The line beside the current ticket, and the search in all lines kept here. */
export function LinePanel({
  searchBox,
  className,
}: {
  searchBox: RefObject<HTMLInputElement | null>
  className: string
}) {
  const t = useTranslations('console.line')
  const { search } = useConsole()
  return (
    <section
      aria-label={t('title')}
      className={classNames('flex min-h-0 flex-col md:border-e md:border-line md:bg-sunken/40', className)}
    >
      <SearchBox box={searchBox} />
      {search.trim() === '' ? <Parts /> : <SearchResults />}
    </section>
  )
}

function Parts() {
  const t = useTranslations('console.line')
  const { store, service, point, formats } = useConsole()
  const { lines, failed, clockAhead } = useConsoleState(store)
  const [tab, setTab] = useState<LineTab>('waiting')
  const now = useNow(10_000, clockAhead)
  const minutes = useMinutes(formats)
  const line = lines[service.slug]
  const tickets = ticketsOf(line, tab)
  const longest = longestWait(line, now)
  const [emptyTitle, emptyHint] = emptyTexts[tab]
  const others = tab === 'waiting' ? elsewhere(line, point?.slug ?? null) : []
  const waiting = ticketsOf(line, 'waiting').length
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 px-4 pb-2">
        <h2 className="text-lg font-semibold">{t('title')}</h2>
        <p className="text-sm text-ink-2">
          {line && t('summary', { count: waiting, n: formats.number(waiting) })}
          {longest !== null && ` · ${t('longest', { wait: minutes(longest) })}`}
        </p>
      </div>
      <Tabs tab={tab} show={setTab} />
      <div
        id="console-line-part"
        role="tabpanel"
        aria-labelledby={`console-tab-${tab}`}
        className="min-h-0 flex-1 overflow-y-auto px-3 pt-1 pb-24"
      >
        {failed && (
          <Notice tone="near" icon="offline" className="mb-2">
            {t('failed')}
          </Notice>
        )}
        {!line && <LineSkeleton />}
        {line && tickets.length === 0 && <EmptyLine title={t(emptyTitle)} text={t(emptyHint)} />}
        <LineRows tickets={tickets} label={t(tabNames[tab])} />
        {others.length > 0 && (
          <>
            <h3 className="mt-4 mb-1 px-3 text-sm font-semibold text-ink-2">{t('elsewhere')}</h3>
            <LineRows tickets={others} label={t('elsewhere')} showState />
          </>
        )}
        {line && line.tickets.length >= mostShown && (
          <p className="px-3 py-4 text-sm text-ink-3">{t('truncated', { n: formats.number(mostShown) })}</p>
        )}
      </div>
    </>
  )
}

function Tabs({ tab, show }: { tab: LineTab; show(tab: LineTab): void }) {
  const t = useTranslations('console.line')
  const { store, service, formats } = useConsole()
  const line = useConsoleState(store).lines[service.slug]
  const counts = {
    waiting: ticketsOf(line, 'waiting').length,
    on_hold: ticketsOf(line, 'on_hold').length,
    missed: ticketsOf(line, 'missed').length,
  }

  function move(event: React.KeyboardEvent<HTMLDivElement>): void {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const step = event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? (event.key === forward ? 1 : -1) : 0
    const next = lineTabs[(lineTabs.indexOf(tab) + step + lineTabs.length) % lineTabs.length]
    if (step === 0 || !next) return
    event.preventDefault()
    show(next)
    document.getElementById(`console-tab-${next}`)?.focus()
  }

  return (
    <div role="tablist" aria-label={t('tabs')} onKeyDown={move} className="flex gap-1 px-3 pb-2">
      {lineTabs.map((one) => (
        <button
          key={one}
          id={`console-tab-${one}`}
          type="button"
          role="tab"
          aria-selected={tab === one}
          aria-controls="console-line-part"
          tabIndex={tab === one ? 0 : -1}
          onClick={() => show(one)}
          className="flex min-h-11 items-center gap-1.5 rounded-full px-3 text-sm font-semibold whitespace-nowrap text-ink-2 hover:bg-sunken aria-selected:bg-ink aria-selected:text-paper"
        >
          {t(tabNames[one])}
          {counts[one] > 0 && <span className="tabular-nums">{formats.number(counts[one])}</span>}
        </button>
      ))}
    </div>
  )
}

function LineSkeleton() {
  const t = useTranslations('console.line')
  return (
    <div role="status" className="grid gap-2 px-1">
      <span className="sr-only">{t('loading')}</span>
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} className="h-16" />
      ))}
    </div>
  )
}
