'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { AttemptNote } from '../attempt-note'
import { PasswordField } from '../password-field'
import { useAttempt } from '../use-attempt'

export type Proof = { password: string; code: string }

type Props = {
  open: boolean
  onClose: () => void
  title: string
  /** What the action does. */
  children: ReactNode
  confirm: string
  danger?: boolean
  /** Also asks for a second-factor code. */
  withCode?: boolean
  /** More fields above the password. `ready` tells whether they are valid. */
  fields?: ReactNode
  ready?: () => boolean
  work: (proof: Proof) => Promise<void>
}

/** Asks for the password before a change to the account's credentials. */
export function AskPasswordDialog(props: Props) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title}>
      {/* Remounted each time, so that a password typed before is gone. */}
      {props.open && <Form {...props} />}
    </Dialog>
  )
}

function Form({ onClose, children, confirm, danger, withCode, fields, ready = () => true, work }: Props) {
  const t = useTranslations('accounts')
  const tShell = useTranslations('shell')
  const [missing, setMissing] = useState(false)
  const attempt = useAttempt()
  const form = useRef<HTMLFormElement>(null)
  const focusOn = (name: string) => form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus()

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const textOf = (name: string) => {
      const value = data.get(name)
      return typeof value === 'string' ? value : ''
    }
    const proof = { password: textOf('password'), code: textOf('code').trim() }
    attempt.forget()
    setMissing(proof.password === '')
    if (!ready()) return
    if (proof.password === '') return focusOn('password')
    if (withCode && proof.code === '') return focusOn('code')
    const refusal = await attempt.run(() => work(proof))
    if (refusal?.code === 'wrong_credentials') focusOn('password')
    else if (refusal?.code === 'wrong_code') focusOn('code')
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <div className="text-ink-2">{children}</div>
      <AttemptNote attempt={attempt} words={{ wrong_credentials: t('account.wrongPassword') }} />
      {fields}
      <PasswordField
        label={t('account.yourPassword')}
        name="password"
        autoComplete="current-password"
        maxLength={200}
        error={missing ? t('field.required') : undefined}
      />
      {withCode && (
        <Field
          label={t('account.codeOrRecovery')}
          name="code"
          dir="ltr"
          autoComplete="one-time-code"
          autoCorrect="off"
          spellCheck={false}
          maxLength={20}
          required
        />
      )}
      <div className="flex flex-wrap gap-3 *:flex-1">
        <Button
          type="submit"
          variant={danger ? 'danger' : 'primary'}
          pending={attempt.pending}
          disabled={attempt.waitSeconds > 0}
        >
          {confirm}
        </Button>
        <Button onClick={onClose}>{tShell('cancel')}</Button>
      </div>
    </form>
  )
}
