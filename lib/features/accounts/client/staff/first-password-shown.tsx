'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'
import { CopyButton } from '@/lib/ui/office/copy-button'
import { SecretText } from '@/lib/ui/office/secret-text'

type Props = { username: string; displayName: string; password: string; onDone: () => void }

/** An initial password, shown once, with its user name. */
export function FirstPasswordShown({ username, displayName, password, onDone }: Props) {
  const t = useTranslations('accounts.staff')
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">{t('handOver', { name: `\u2068${displayName}\u2069` })}</p>
      <dl className="grid gap-3">
        <div className="grid gap-1.5">
          <dt className="text-sm text-ink-3">{t('usernameShown')}</dt>
          <dd>
            <SecretText>{username}</SecretText>
          </dd>
        </div>
        <div className="grid gap-1.5">
          <dt className="text-sm text-ink-3">{t('passwordShown')}</dt>
          <dd>
            <SecretText>{password}</SecretText>
          </dd>
        </div>
      </dl>
      <Notice tone="near">{t('shownOnce')}</Notice>
      <div className="flex flex-wrap gap-3 *:flex-1">
        <CopyButton text={`${username}\n${password}`} label={t('copyBoth')} />
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
