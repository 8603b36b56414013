'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/lib/ui/button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { activateStaff, deactivateStaff } from '../../endpoints'
import { AccountCard } from '../account-card'
import { AttemptNote } from '../attempt-note'
import { ReasonDialog } from './reason-dialog'
import type { StaffPartProps } from './staff-part-props'
import { useStaffChange } from './use-staff-change'

/** Activates and deactivates an account. */
export function StaffAccessCard({ staff, show, reload }: StaffPartProps) {
  const t = useTranslations('accounts.staff')
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const { attempt, send } = useStaffChange(staff, { show, reload, close, typed: true })
  const words = {
    not_allowed: t('notAllowed'),
    last_owner: t('lastOwner'),
    stale_version: t('changedMeanwhile'),
  }
  return (
    <AccountCard
      icon={<OfficeIcon name="lock" />}
      title={t('access')}
      text={staff.active ? t('accessText') : t('noAccessText')}
      actions={
        staff.active ? (
          <Button
            variant="danger"
            onClick={() => {
              attempt.forget()
              setAsking(true)
            }}
          >
            {t('deactivate')}
          </Button>
        ) : (
          <Button
            pending={attempt.pending}
            onClick={() => void send({ endpoint: activateStaff, body: {}, done: t('activated') })}
          >
            {t('activate')}
          </Button>
        )
      }
    >
      {!staff.active && <AttemptNote attempt={attempt} words={words} />}
      <ReasonDialog
        open={asking}
        onClose={close}
        title={t('deactivateTitle', { name: `\u2068${staff.displayName}\u2069` })}
        confirm={t('deactivate')}
        reason="optional"
        attempt={attempt}
        words={words}
        send={(reason) =>
          void send({ endpoint: deactivateStaff, body: reason === '' ? {} : { reason }, done: t('deactivated') })
        }
      >
        {t('deactivateText')}
      </ReasonDialog>
    </AccountCard>
  )
}
