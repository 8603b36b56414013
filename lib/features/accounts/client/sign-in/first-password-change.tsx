'use client'

import { useTranslations } from 'next-intl'
import { loadPage } from '@/lib/client/load-page'
import { NewPasswordForm } from '../new-password-form'
import { SignOutButton } from './sign-out-button'

/** Replaces the initial password, which is required before anything else. */
export function FirstPasswordChange({ next, username }: { next: string; username: string }) {
  const t = useTranslations('accounts.newPassword')
  return (
    <div className="grid gap-5">
      <NewPasswordForm
        currentLabel={t('given')}
        submitLabel={t('submitFirst')}
        username={username}
        onDone={() => loadPage(next)}
        large
        leaving
      />
      <div className="justify-self-center">
        <SignOutButton />
      </div>
    </div>
  )
}
