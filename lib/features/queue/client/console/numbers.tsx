'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Skeleton } from '@/lib/ui/skeleton'
import { useNow } from './clock'
import { useConsole, useConsoleState } from './context'
import { longestWait } from './line-view'
import { useMinutes } from './words'

/** The numbers of the day for the shown line. */
export function TodayNumbers() {
  const t = useTranslations('console.numbers')
  const locale = useLocale()
  const { store, service, formats } = useConsole()
  const { lines, snapshots, clockAhead } = useConsoleState(store)
  const now = useNow(10_000, clockAhead)
  const minutes = useMinutes(formats)
  const snapshot = snapshots[service.slug]
  const values = snapshot && [
    { label: t('served'), value: formats.number(snapshot.counts.served) },
    { label: t('average'), value: minutes(snapshot.averageWaitMinutes) },
    { label: t('longest'), value: minutes(longestWait(lines[service.slug], now)) },
    { label: t('missed'), value: formats.number(snapshot.counts.missed) },
  ]
  return (
    <section
      aria-labelledby="console-today"
      className="mx-auto w-full max-w-3xl px-4 pb-24 md:px-6 lg:px-8 xl:mx-0 xl:border-s xl:border-line xl:bg-surface xl:p-5"
    >
      <h2 id="console-today" className="mb-3 flex items-baseline justify-between gap-2 font-semibold">
        {t('title')}
        <span className="text-sm font-normal text-ink-3">{formats.text(service.name[locale])}</span>
      </h2>
      {values ? (
        <dl className="grid auto-rows-fr grid-cols-2 gap-3 sm:max-xl:grid-cols-4">
          {values.map(({ label, value }) => (
            <div key={label} className="grid content-between gap-1 rounded-md bg-sunken p-3">
              <dt className="text-sm text-ink-2">{label}</dt>
              <dd className="text-lg leading-snug font-semibold tabular-nums">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <Skeleton className="h-36" />
      )}
    </section>
  )
}
