'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, type SyntheticEvent, useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { AttemptNote } from '../attempt-note'
import type { Attempt } from '../use-attempt'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  confirm: string
  /** Whether a reason is not asked for, optional or required. */
  reason: 'none' | 'optional' | 'required'
  attempt: Attempt
  words: Readonly<Record<string, string>>
  send: (reason: string) => void
}

/** Asks for confirmation and a reason before a change that affects another person. */
export function ReasonDialog(props: Props) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title}>
      {props.open && <Form {...props} />}
    </Dialog>
  )
}

function Form({ onClose, children, confirm, reason, attempt, words, send }: Props) {
  const t = useTranslations('accounts')
  const tShell = useTranslations('shell')
  const [missing, setMissing] = useState(false)

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault()
    const field = event.currentTarget.querySelector<HTMLInputElement>('input[name="reason"]')
    const typed = field?.value.trim() ?? ''
    const isMissing = reason === 'required' && typed === ''
    setMissing(isMissing)
    if (isMissing) field?.focus()
    else send(typed)
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <p className="text-ink-2">{children}</p>
      <AttemptNote attempt={attempt} words={words} />
      {reason !== 'none' && (
        <Field
          label={reason === 'required' ? t('staff.reasonRequired') : t('staff.reason')}
          hint={t('staff.reasonHint')}
          name="reason"
          maxLength={120}
          autoComplete="off"
          error={missing ? t('field.required') : undefined}
        />
      )}
      <div className="flex flex-wrap gap-3 *:flex-1">
        <Button type="submit" variant="danger" pending={attempt.pending} disabled={attempt.waitSeconds > 0}>
          {confirm}
        </Button>
        <Button onClick={onClose}>{tShell('cancel')}</Button>
      </div>
    </form>
  )
}
