'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import { loadPage } from '@/lib/client/load-page'
import { Button } from '@/lib/ui/button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { signOut } from '../../endpoints'

/** Ends the session and opens the sign-in page; shows an error when the server was not reached. */
export function SignOutButton() {
  const t = useTranslations('accounts.signOut')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<ApiError['code'] | null>(null)

  async function leave(): Promise<void> {
    setPending(true)
    setRefusal(null)
    try {
      await request(signOut)
      loadPage(`/${locale}/sign-in`)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setPending(false)
      setRefusal(error.code)
    }
  }

  return (
    <div>
      <Button variant="quiet" pending={pending} onClick={() => void leave()}>
        <OfficeIcon name="signOut" className="size-5" />
        <span>{t('action')}</span>
      </Button>
      <p role="alert" className="text-sm text-missed">
        {refusal && tErrors(refusal)}
      </p>
    </div>
  )
}
