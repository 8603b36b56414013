'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import type { BranchRef } from '@/lib/features/branches/contract'
import { firstPassword } from '@/lib/shared/random-text'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { createStaff } from '../../endpoints'
import type { StaffDto } from '../../staff-contract'
import { AttemptNote } from '../attempt-note'
import { useAttempt } from '../use-attempt'
import { FirstPasswordShown } from './first-password-shown'
import { checkPerson, type PersonProblems } from './person-check'
import { type Grantable, heldOf, newRow, problemOfRows, type RowsProblem } from './role-rows'
import { RolesEditor } from './roles-editor'

type Props = {
  open: boolean
  onClose: () => void
  onAdded: () => void
  grantable: Grantable
  branches: readonly BranchRef[]
}

/** Adds a member of staff, then shows the initial password once. */
export function StaffAddDialog(props: Props) {
  const t = useTranslations('accounts.staff')
  const [made, setMade] = useState<{ staff: StaffDto; password: string } | null>(null)
  const close = () => {
    setMade(null)
    props.onClose()
  }
  return (
    <Dialog open={props.open} onClose={close} insists title={made ? t('added') : t('add')}>
      {made ? (
        <FirstPasswordShown
          username={made.staff.username}
          displayName={made.staff.displayName}
          password={made.password}
          onDone={close}
        />
      ) : (
        props.open && (
          <AddForm
            {...props}
            onMade={(staff, password) => {
              setMade({ staff, password })
              props.onAdded()
            }}
          />
        )
      )}
    </Dialog>
  )
}

type FormProps = Props & { onMade: (staff: StaffDto, password: string) => void }

function AddForm({ grantable, branches, onClose, onMade }: FormProps) {
  const t = useTranslations('accounts')
  const tShell = useTranslations('shell')
  const [rows, setRows] = useState(() => [newRow(grantable, [])])
  const [rowsProblem, setRowsProblem] = useState<RowsProblem | null>(null)
  const [problems, setProblems] = useState<PersonProblems>({})
  const attempt = useAttempt()
  const form = useRef<HTMLFormElement>(null)
  const errorOf = (field: 'displayName' | 'username') => {
    const problem = problems[field]
    return problem && t(`field.${problem}`)
  }

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const textOf = (name: string) => {
      const value = data.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const person = { displayName: textOf('displayName'), username: textOf('username').toLowerCase() }
    const found = checkPerson(person)
    const wrongRows = problemOfRows(rows, 0)
    setProblems(found)
    setRowsProblem(wrongRows)
    attempt.forget()
    const wrong = found.displayName ? 'displayName' : found.username ? 'username' : null
    if (wrong) form.current?.querySelector<HTMLInputElement>(`input[name="${wrong}"]`)?.focus()
    if (wrong || wrongRows) return
    const password = firstPassword()
    const refusal = await attempt.run(async () => {
      onMade(await request<StaffDto>(createStaff, { body: { ...person, password, roles: heldOf(rows) } }), password)
    })
    if (refusal?.code === 'username_taken')
      form.current?.querySelector<HTMLInputElement>('input[name="username"]')?.focus()
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <AttemptNote attempt={attempt} />
      <Field
        label={t('staff.displayName')}
        hint={t('staff.displayNameHint')}
        name="displayName"
        autoComplete="off"
        maxLength={120}
        error={errorOf('displayName')}
      />
      <Field
        label={t('setup.username')}
        hint={t('setup.usernameHint')}
        name="username"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        maxLength={40}
        error={errorOf('username')}
      />
      <RolesEditor rows={rows} onChange={setRows} grantable={grantable} branches={branches} problem={rowsProblem} />
      <p className="text-sm text-ink-3">{t('staff.passwordNote')}</p>
      <div className="flex flex-wrap gap-3 *:flex-1">
        <Button type="submit" variant="primary" pending={attempt.pending} disabled={attempt.waitSeconds > 0}>
          {t('staff.create')}
        </Button>
        <Button onClick={onClose}>{tShell('cancel')}</Button>
      </div>
    </form>
  )
}
