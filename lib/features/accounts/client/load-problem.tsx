'use client'

import { usePathname } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import type { ApiError } from '@/lib/client/api-client'
import { Button, buttonClass } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'

/** Why loading failed, with the next step: try again or sign in again. */
export function LoadProblem({ problem, retry }: { problem: ApiError; retry: () => void }) {
  const t = useTranslations('shell')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const here = usePathname()
  return (
    <div role="alert">
      <Notice tone="missed">
        <p>{tErrors(problem.code)}</p>
        <div className="pt-3">
          {problem.code === 'not_signed_in' ? (
            <a href={`/${locale}/sign-in?next=${encodeURIComponent(here)}`} className={buttonClass()}>
              {t('office.signInAgain')}
            </a>
          ) : (
            <Button onClick={() => retry()}>{t('retry')}</Button>
          )}
        </div>
      </Notice>
    </div>
  )
}
