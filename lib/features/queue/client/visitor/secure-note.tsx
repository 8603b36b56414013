'use client'

import { useTranslations } from 'next-intl'
import { useSecureContext } from '@/lib/client/secure-context'

/** Over plain http, names the missing features and the reason. Renders nothing over https. */
export function SecureNote() {
  const t = useTranslations('shell.insecure')
  const secure = useSecureContext()
  if (secure) return null
  return (
    <details className="px-1 text-sm text-ink-3">
      <summary className="min-h-11 content-center">{t('summary')}</summary>
      <p className="pb-3">{t('text')}</p>
    </details>
  )
}
