'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { type LastKnown, readLastKnown } from '@/lib/client/last-known'
import { formatsOf } from '@/lib/i18n/formats'
import { Skeleton } from '@/lib/ui/skeleton'
import { deviceFormats, OfflineFrame } from '../offline-frame'
import { OfflineTicket } from './offline-ticket'
import type { KeptVisit } from './use-visit'

type Kept = LastKnown<KeptVisit> | null

/** The visit as last known on this phone, until the server answers again. */
export function OfflineVisit() {
  const t = useTranslations('shell.offline')
  const locale = useLocale()
  const kept = useKept()
  const formats = formatsOf({ locale, ...(kept?.branch ?? deviceFormats) })
  return (
    <OfflineFrame formats={formats}>
      {kept === undefined && <Skeleton className="h-72 rounded-lg" />}
      {kept === null && <p className="py-6 text-center text-ink-2">{t('nothing')}</p>}
      {kept?.tickets.map((ticket) => (
        <OfflineTicket key={ticket.id} ticket={ticket} formats={formats} />
      ))}
      {kept && (
        <p className="text-sm text-ink-2">
          {t('lastKnown', { time: formats.dateTime(kept.at) })} {t('stay')}
        </p>
      )}
    </OfflineFrame>
  )
}

function useKept(): Kept | undefined {
  const [kept, setKept] = useState<Kept>()
  useEffect(() => {
    void readLastKnown<KeptVisit>().then(setKept)
  }, [])
  return kept
}
