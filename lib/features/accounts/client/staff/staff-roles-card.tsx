'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import type { BranchRef } from '@/lib/features/branches/contract'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { setStaffRoles } from '../../endpoints'
import { AccountCard } from '../account-card'
import { AttemptNote } from '../attempt-note'
import { type Grantable, heldOf, isGrantable, problemOfRows, type RowsProblem, rowsOf } from './role-rows'
import { RolesEditor } from './roles-editor'
import type { StaffPartProps } from './staff-part-props'
import { useStaffWords } from './staff-words'
import { useStaffChange } from './use-staff-change'

type Props = StaffPartProps & { grantable: Grantable; branches: readonly BranchRef[] }

/** The roles of the account, by branch. */
export function StaffRolesCard(props: Props) {
  const { staff, grantable, branches } = props
  const t = useTranslations('accounts.staff')
  const tHints = useTranslations('accounts.roleHints')
  const words = useStaffWords(branches)
  const [open, setOpen] = useState(false)
  return (
    <AccountCard
      icon={<OfficeIcon name="people" />}
      title={t('roles')}
      actions={grantable.length > 0 ? <Button onClick={() => setOpen(true)}>{t('changeRoles')}</Button> : undefined}
    >
      <ul className="grid gap-3 sm:ps-14">
        {staff.roles.length === 0 && <li className="text-ink-2">{t('noRoleText')}</li>}
        {staff.roles.map((it) => (
          <li key={`${it.role} ${it.branch}`}>
            <span className="block font-semibold">{words.held(it)}</span>
            <span className="block text-sm text-ink-2">{tHints(it.role)}</span>
          </li>
        ))}
      </ul>
      <Dialog open={open} onClose={() => setOpen(false)} insists title={t('changeRoles')}>
        {open && <RolesForm {...props} close={() => setOpen(false)} />}
      </Dialog>
    </AccountCard>
  )
}

function RolesForm({ staff, show, reload, isOneself, grantable, branches, close }: Props & { close: () => void }) {
  const t = useTranslations('accounts.staff')
  const tShell = useTranslations('shell')
  const [rows, setRows] = useState(() => rowsOf(staff.roles, grantable))
  const [problem, setProblem] = useState<RowsProblem | null>(null)
  const kept = staff.roles.filter((it) => !isGrantable(grantable, it))
  const { attempt, send } = useStaffChange(staff, { show, reload, close })

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const found = problemOfRows(rows, kept.length)
    setProblem(found)
    if (found) return
    const reason = new FormData(event.currentTarget).get('reason')
    const why = typeof reason === 'string' && reason.trim() !== '' ? { reason: reason.trim() } : {}
    await send({
      endpoint: setStaffRoles,
      body: { roles: [...kept, ...heldOf(rows)], ...why },
      done: t('rolesChanged'),
    })
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <AttemptNote
        attempt={attempt}
        words={{ not_allowed: isOneself ? t('notOwnRoles') : t('notAllowed'), last_owner: t('lastOwner') }}
      />
      <RolesEditor
        rows={rows}
        onChange={setRows}
        grantable={grantable}
        branches={branches}
        kept={kept}
        problem={problem}
      />
      <Field label={t('reason')} hint={t('reasonHint')} name="reason" maxLength={120} autoComplete="off" />
      <p className="text-sm text-ink-3">{t('rolesEffect')}</p>
      <div className="flex flex-wrap gap-3 *:flex-1">
        <Button type="submit" variant="primary" pending={attempt.pending} disabled={attempt.waitSeconds > 0}>
          {t('saveRoles')}
        </Button>
        <Button onClick={close}>{tShell('cancel')}</Button>
      </div>
    </form>
  )
}
