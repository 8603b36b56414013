'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { isServerReachable, watchReachability } from '@/lib/client/reachability'
import type { Formats } from '@/lib/i18n/formats'
import { Button } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'

/** How this device writes times, while no branch is known. */
export const deviceFormats = { digits: 'latn', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } as const

/** An offline page: since when, what was known last, and the way back, which it takes by itself. */
export function OfflineFrame({ formats, children }: { formats: Formats; children: ReactNode }) {
  const t = useTranslations('shell')
  const locale = useLocale()
  const { since, connected, retrying, retry } = useReturn(locale)
  return (
    <main id="main" className="mx-auto grid w-full max-w-xl grid-cols-[minmax(0,1fr)] gap-4 px-4 pb-8">
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
      {children}
      <Button wide variant={connected ? 'primary' : 'secondary'} pending={retrying} onClick={retry}>
        {t(retrying ? 'offline.trying' : connected ? 'offline.open' : 'offline.retry')}
      </Button>
    </main>
  )
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
