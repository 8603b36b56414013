'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { renameStaff } from '../../endpoints'
import { AccountCard } from '../account-card'
import { AttemptNote } from '../attempt-note'
import { nameProblem } from './person-check'
import type { StaffPartProps } from './staff-part-props'
import { useStaffChange } from './use-staff-change'

/** Changes the display name. */
export function StaffNameCard(props: StaffPartProps & { editable: boolean }) {
  const { staff, editable } = props
  const t = useTranslations('accounts.staff')
  const [open, setOpen] = useState(false)
  return (
    <AccountCard
      icon={<OfficeIcon name="edit" />}
      title={t('name')}
      text={
        <>
          <bdi translate="no">{staff.displayName}</bdi>
          {' · '}
          <bdi translate="no" dir="ltr">
            {staff.username}
          </bdi>
        </>
      }
      actions={editable ? <Button onClick={() => setOpen(true)}>{t('rename')}</Button> : undefined}
    >
      <Dialog open={open} onClose={() => setOpen(false)} title={t('rename')}>
        {open && <RenameForm {...props} close={() => setOpen(false)} />}
      </Dialog>
    </AccountCard>
  )
}

function RenameForm({ staff, show, reload, close }: StaffPartProps & { close: () => void }) {
  const t = useTranslations('accounts')
  const tShell = useTranslations('shell')
  const [problem, setProblem] = useState<ReturnType<typeof nameProblem>>(null)
  const { attempt, send } = useStaffChange(staff, { show, reload, close, typed: true })

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('displayName')
    const displayName = typeof typed === 'string' ? typed.trim() : ''
    const found = nameProblem(displayName)
    setProblem(found)
    if (!found) await send({ endpoint: renameStaff, body: { displayName }, done: t('staff.renamed') })
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <AttemptNote
        attempt={attempt}
        words={{ not_allowed: t('staff.notAllowed'), stale_version: t('staff.changedMeanwhile') }}
      />
      <Field
        label={t('staff.displayName')}
        name="displayName"
        defaultValue={staff.displayName}
        maxLength={120}
        autoComplete="off"
        error={problem ? t(`field.${problem}`) : undefined}
      />
      <div className="flex flex-wrap gap-3 *:flex-1">
        <Button type="submit" variant="primary" pending={attempt.pending}>
          {t('staff.saveName')}
        </Button>
        <Button onClick={close}>{tShell('cancel')}</Button>
      </div>
    </form>
  )
}
