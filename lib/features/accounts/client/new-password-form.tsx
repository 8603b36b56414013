'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { Button } from '@/lib/ui/button'
import { changeOwnPassword } from '../endpoints'
import { passwordMinimum } from '../rules'
import { AttemptNote } from './attempt-note'
import { PasswordField } from './password-field'
import { PasswordMeter } from './password-meter'
import { useAttempt } from './use-attempt'

type Props = {
  /** Label of the current password: the own one, or the initial one that was handed out. */
  currentLabel: string
  submitLabel: string
  onDone: () => void
  /** Hidden user name, so that password managers know which account it is for. */
  username: string
  large?: boolean
  /** The page is left after success, so the button stays busy. */
  leaving?: boolean
}

/** The current password, and a new one with its strength. */
export function NewPasswordForm({ currentLabel, submitLabel, onDone, username, large, leaving = false }: Props) {
  const t = useTranslations('accounts')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<'password' | 'same' | 'current' | null>(null)
  const attempt = useAttempt()
  const form = useRef<HTMLFormElement>(null)
  const focusOn = (name: string) => form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus()

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('current')
    const password = typeof typed === 'string' ? typed : ''
    attempt.forget()
    const found = problemOf(password, next)
    setProblem(found)
    if (found) return focusOn(found === 'current' ? 'current' : 'next')
    const refusal = await attempt.run(
      async () => {
        await request(changeOwnPassword, { body: { password, next } })
        onDone()
      },
      { leaving },
    )
    if (refusal) focusOn(refusal.code === 'wrong_credentials' ? 'current' : 'next')
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <AttemptNote attempt={attempt} words={{ wrong_credentials: t('newPassword.wrongCurrent') }} />
      <input type="text" name="username" autoComplete="username" defaultValue={username} readOnly hidden />
      <PasswordField
        label={currentLabel}
        name="current"
        autoComplete="current-password"
        maxLength={200}
        error={problem === 'current' ? t('field.required') : undefined}
      />
      <div className="grid gap-2">
        <PasswordField
          label={t('newPassword.next')}
          hint={t('setup.passwordHint')}
          name="next"
          autoComplete="new-password"
          maxLength={200}
          value={next}
          onChange={(event) => setNext(event.target.value)}
          error={problem === 'password' ? t('field.password') : problem === 'same' ? t('newPassword.same') : undefined}
        />
        <PasswordMeter password={next} />
      </div>
      <Button
        type="submit"
        variant="primary"
        size={large ? 'large' : 'medium'}
        wide
        pending={attempt.pending}
        disabled={attempt.waitSeconds > 0}
      >
        {submitLabel}
      </Button>
    </form>
  )
}

function problemOf(current: string, next: string): 'password' | 'same' | 'current' | null {
  if (current === '') return 'current'
  if ([...next].length < passwordMinimum) return 'password'
  return next === current ? 'same' : null
}
