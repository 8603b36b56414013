'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePlaceFormats } from '@/lib/i18n/place'
import { firstPassword } from '@/lib/shared/random-text'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { endStaffSessions, resetStaffPassword, resetStaffSecondFactor } from '../../endpoints'
import { AccountCard } from '../account-card'
import { FirstPasswordShown } from './first-password-shown'
import { ReasonDialog } from './reason-dialog'
import type { StaffPartProps } from './staff-part-props'
import { useStaffChange } from './use-staff-change'

/** The credentials of an account, with resets for a lost password or phone. */
export function StaffSecurityCard({ staff, show, reload, editable }: StaffPartProps & { editable: boolean }) {
  const t = useTranslations('accounts.staff')
  const { number } = usePlaceFormats()
  const [dialog, setDialog] = useState<'password' | 'secondFactor' | 'sessions' | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const close = () => setDialog(null)
  const { attempt, send } = useStaffChange(staff, { show, reload, close, typed: true })
  const words = { not_allowed: t('notAllowed'), stale_version: t('changedMeanwhile') }
  const open = (which: typeof dialog) => {
    attempt.forget()
    setDialog(which)
  }

  async function resetPassword(): Promise<void> {
    const made = firstPassword()
    const done = await send({ endpoint: resetStaffPassword, body: { password: made }, done: t('passwordReset') })
    if (done) setPassword(made)
  }

  return (
    <AccountCard
      icon={<OfficeIcon name="shield" />}
      title={t('security')}
      actions={
        editable ? (
          <>
            <Button onClick={() => open('password')}>{t('resetPassword')}</Button>
            {staff.secondFactor && <Button onClick={() => open('secondFactor')}>{t('resetSecondFactor')}</Button>}
            {staff.openSessions > 0 && (
              <Button variant="danger" onClick={() => open('sessions')}>
                {t('endSessions')}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:ps-14">
        <Fact name={t('secondStep')} on={staff.secondFactor} />
        <Fact name={t('pin')} on={staff.pin} />
        <div>
          <dt className="text-sm text-ink-3">{t('openSessions')}</dt>
          <dd className="font-semibold">
            {t('openSessionsCount', { count: staff.openSessions, n: number(staff.openSessions) })}
          </dd>
        </div>
      </dl>
      <ReasonDialog
        open={dialog === 'password'}
        onClose={close}
        title={t('resetPasswordTitle')}
        confirm={t('resetPassword')}
        reason="none"
        attempt={attempt}
        words={words}
        send={() => void resetPassword()}
      >
        {t('resetPasswordText')}
      </ReasonDialog>
      <ReasonDialog
        open={dialog === 'secondFactor'}
        onClose={close}
        title={t('resetSecondFactorTitle')}
        confirm={t('resetSecondFactor')}
        reason="required"
        attempt={attempt}
        words={words}
        send={(reason) =>
          void send({ endpoint: resetStaffSecondFactor, body: { reason }, done: t('secondFactorReset') })
        }
      >
        {t('resetSecondFactorText')}
      </ReasonDialog>
      <ReasonDialog
        open={dialog === 'sessions'}
        onClose={close}
        title={t('endSessionsTitle')}
        confirm={t('endSessions')}
        reason="none"
        attempt={attempt}
        words={words}
        send={() => void send({ endpoint: endStaffSessions, done: t('sessionsEnded') })}
      >
        {t('endSessionsText')}
      </ReasonDialog>
      <Dialog open={password !== null} onClose={() => setPassword(null)} insists title={t('newFirstPassword')}>
        {password !== null && (
          <FirstPasswordShown
            username={staff.username}
            displayName={staff.displayName}
            password={password}
            onDone={() => setPassword(null)}
          />
        )}
      </Dialog>
    </AccountCard>
  )
}

function Fact({ name, on }: { name: string; on: boolean }) {
  const t = useTranslations('accounts.account')
  return (
    <div>
      <dt className="mb-1 text-sm text-ink-3">{name}</dt>
      <dd>
        {on ? (
          <Badge tone="done" icon="check">
            {t('on')}
          </Badge>
        ) : (
          <Badge>{t('off')}</Badge>
        )}
      </dd>
    </div>
  )
}
