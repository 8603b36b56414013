'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { type LastKnown, readLastKnown } from '@/lib/client/last-known'
import { isServerReachable, watchReachability } from '@/lib/client/reachability'
import { formatsOf } from '@/lib/i18n/formats'
import { Button } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'
import { Skeleton } from '@/lib/ui/skeleton'
import { OfflineTicket } from './offline-ticket'
import type { KeptVisit } from './use-visit'

type Kept = LastKnown<KeptVisit> | null

const here = { digits: 'latn', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } as const

/** The visit as last known on this phone, until the server answers again. */
export function OfflineVisit() {
  const t = useTranslations('shell')
  const locale = useLocale()
  const kept = useKept()
  const { since, connected, retrying, retry } = useReturn(locale)
  const formats = formatsOf({ locale, ...(kept?.branch ?? here) })
  return (
    <main id="main" className="mx-auto grid w-full max-w-xl gap-4 px-4 pb-8">
      <h1 className="sr-only">{t('offline.title')}</h1>
      {connected ? (
        <Notice tone="done" icon="check" title={t('offline.connected')} />
      ) : (
        <Notice tone="near" icon="offline" title={t('offline.title')}>
          <p>
            {since !== null && <>{t('offline.since', { time: formats.time(since) })}. </>}
            {t('offline.returns')}
          </p>
        </Notice>
      )}
      {kept === undefined && <Skeleton className="h-72 rounded-lg" />}
      {kept === null && <p className="py-6 text-center text-ink-2">{t('offline.nothing')}</p>}
      {kept?.tickets.map((ticket) => (
        <OfflineTicket key={ticket.id} ticket={ticket} formats={formats} />
      ))}
      {kept && (
        <p className="text-sm text-ink-2">
          {t('offline.lastKnown', { time: formats.dateTime(kept.at) })} {t('offline.stay')}
        </p>
      )}
      <Button wide variant={connected ? 'primary' : 'secondary'} pending={retrying} onClick={retry}>
        {t(retrying ? 'offline.trying' : connected ? 'offline.open' : 'offline.retry')}
      </Button>
    </main>
  )
}

function useKept(): Kept | undefined {
  const [kept, setKept] = useState<Kept>()
  useEffect(() => {
    void readLastKnown<KeptVisit>().then(setKept)
  }, [])
  return kept
}

/** Returns to the live page when the server answers. If opened directly while online, waits for a press. */
function useReturn(locale: string) {
  const [since, setSince] = useState<Date | null>(null)
  const [connected, setConnected] = useState(false)
  const [retrying, setRetrying] = useState(false)

  useEffect(() => {
    const opened = new Date()
    let missed = !window.location.pathname.endsWith('/offline')
    return watchReachability((reachable) => {
      setConnected(reachable)
      if (reachable && missed) goLive(locale)
      if (reachable) return
      missed = true
      setSince((known) => known ?? opened)
    })
  }, [locale])

  const retry = () => {
    setRetrying(true)
    void isServerReachable().then((reachable) => {
      setRetrying(false)
      if (reachable) goLive(locale)
    })
  }
  return { since, connected, retrying, retry }
}

function goLive(locale: string): void {
  if (window.location.pathname.endsWith('/offline')) window.location.replace(`/${locale}`)
  else window.location.reload()
}
