'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ApiError, request } from '@/lib/client/api-client'
import { loadPage } from '@/lib/client/load-page'
import { formatsOf } from '@/lib/i18n/formats'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { signOut } from '../../endpoints'
import { usePresence } from './use-presence'

type Props = {
  idleMinutes: number
  /** Opens the sign-in page when the session ends; otherwise the next request reports it. */
  leaves?: boolean
}

/** Keeps the session of an active person open, and warns before an idle session ends. */
export function SessionKeeper({ idleMinutes, leaves = false }: Props) {
  const t = useTranslations('accounts.idle')
  const locale = useLocale()
  const toDoor = (): void => {
    const here = window.location.pathname + window.location.search
    if (leaves) loadPage(`/${locale}/sign-in?next=${encodeURIComponent(here)}`)
  }
  const [presence, stay] = usePresence({
    idleMinutes,
    onFailed: (error) => {
      if (error instanceof ApiError && error.code === 'not_signed_in') toDoor()
    },
    onOver: () => {
      // The server also ends it, slightly later.
      if (leaves) request(signOut).then(toDoor, toDoor)
    },
  })
  const left = presence.kind === 'warned' ? presence.leftMs : 0
  const time = formatsOf({ locale, digits: 'arab', timeZone: 'UTC' }).timer(left)
  return (
    <Dialog
      open={presence.kind === 'warned'}
      onClose={stay}
      title={t('title')}
      actions={
        <Button variant="primary" onClick={stay}>
          {t('stay')}
        </Button>
      }
    >
      <p className="text-ink-2">
        {t.rich('text', { time: () => <bdi className="font-semibold text-ink tabular-nums">{time}</bdi> })}
      </p>
    </Dialog>
  )
}
