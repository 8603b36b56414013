'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatsOf } from '@/lib/i18n/formats'
import { Notice } from '@/lib/ui/notice'

/** "Wait 42 seconds": counts down on screen; announced once to screen readers. */
export function TryAgainNote({ seconds }: { seconds: number }) {
  const t = useTranslations('accounts.signIn')
  const n = formatsOf({ locale: useLocale(), digits: 'arab', timeZone: 'UTC' }).number(seconds)
  return (
    <>
      <p role="alert" className="sr-only">
        {t('tooManyUnknown')}
      </p>
      {seconds > 0 && (
        <div aria-hidden="true">
          <Notice tone="missed">{t('tooMany', { seconds, n })}</Notice>
        </div>
      )}
    </>
  )
}
