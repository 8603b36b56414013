'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useToast } from '@/lib/ui/toast'
import { AccountCard } from '../account-card'
import { NewPasswordForm } from '../new-password-form'

/** Changes the password. */
export function PasswordCard({ username }: { username: string }) {
  const t = useTranslations('accounts.account')
  const tNew = useTranslations('accounts.newPassword')
  const [open, setOpen] = useState(false)
  const toast = useToast()
  return (
    <AccountCard
      icon={<OfficeIcon name="key" />}
      title={t('password')}
      text={t('passwordText')}
      actions={<Button onClick={() => setOpen(true)}>{t('changePassword')}</Button>}
    >
      <Dialog open={open} onClose={() => setOpen(false)} title={t('changePassword')}>
        <p className="text-ink-2">{t('changePasswordText')}</p>
        {open && (
          <NewPasswordForm
            username={username}
            currentLabel={tNew('current')}
            submitLabel={tNew('submit')}
            onDone={() => {
              setOpen(false)
              toast({ text: t('passwordChanged') })
            }}
          />
        )}
      </Dialog>
    </AccountCard>
  )
}
