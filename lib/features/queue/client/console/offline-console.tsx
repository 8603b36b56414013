'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { type Formats, formatsOf } from '@/lib/i18n/formats'
import { Card } from '@/lib/ui/card'
import { Skeleton } from '@/lib/ui/skeleton'
import { TicketCode } from '@/lib/ui/ticket-code'
import { deviceFormats, OfflineFrame } from '../offline-frame'
import { type LastLine, readLastLine } from './last-line'

/** The console without a network: the line as it was last known in this browser, in the time of the branch. */
export function OfflineConsole() {
  const t = useTranslations('console.offline')
  const locale = useLocale()
  const [line, setLine] = useState<LastLine | null>()
  useEffect(() => {
    void readLastLine().then(setLine)
  }, [])
  const formats = formatsOf({ locale, ...(line?.branch ?? deviceFormats) })
  return (
    <OfflineFrame formats={formats}>
      {line === undefined && <Skeleton className="h-72 rounded-lg" />}
      {line === null && <p className="py-6 text-center text-ink-2">{t('nothing')}</p>}
      {line && <Line line={line} formats={formats} />}
    </OfflineFrame>
  )
}

function Line({ line, formats }: { line: LastLine; formats: Formats }) {
  const t = useTranslations('console')
  const locale = useLocale()
  const { queue, place, servicePoint, at } = line
  const [service, label] = [formats.text(queue.name[locale]), place && formats.text(place[locale])]
  const current = queue.serving.find((one) => one.servicePoint === servicePoint)
  const isToday = formats.date(at) === formats.date(new Date())
  return (
    <Card tone="raised" className="grid grid-cols-[minmax(0,1fr)] gap-4 [--beside:5rem]">
      <div>
        <h2 className="text-lg font-semibold">
          {t('offline.asOf', { time: isToday ? formats.time(at) : formats.dateTime(at) })}
        </h2>
        <p className="text-ink-2">{label === null ? service : `${label} · ${service}`}</p>
      </div>
      {current && (
        <p className="grid gap-1">
          <span className="text-sm text-ink-3">{t(`state.${current.state}`)}</span>
          <TicketCode code={current.code} size="large" />
        </p>
      )}
      <Codes title={t('line.waiting')} codes={queue.waiting} formats={formats} />
      <Codes title={t('line.onHold')} codes={queue.onHold} formats={formats} />
      <Codes title={t('line.missed')} codes={queue.missed} formats={formats} />
    </Card>
  )
}

type CodesProps = { title: string; codes: readonly string[]; formats: Formats }

function Codes({ title, codes, formats }: CodesProps) {
  if (codes.length === 0) return null
  return (
    <section className="border-t border-line pt-3">
      <h3 className="text-sm text-ink-3">
        {title} <span className="tabular-nums">{formats.number(codes.length)}</span>
      </h3>
      <ol className="mt-1 flex flex-wrap gap-2">
        {codes.map((code) => (
          <li key={code} className="rounded-sm bg-sunken px-2 py-1">
            <TicketCode code={code} />
          </li>
        ))}
      </ol>
    </section>
  )
}
