'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { Notice } from '@/lib/ui/notice'
import type { SessionDto } from '../../contract'
import { signIn } from '../../endpoints'
import { AttemptNote } from '../attempt-note'
import { PasswordField } from '../password-field'
import { useAttempt } from '../use-attempt'
import type { Credentials } from './credentials'

type Props = {
  onSignedIn: (session: SessionDto) => void
  /** The password was correct and a second-factor code is required. */
  onSecondStep: (credentials: Credentials) => void
}

/** User name and password. */
export function SignInForm({ onSignedIn, onSecondStep }: Props) {
  const t = useTranslations('accounts.signIn')
  const [missing, setMissing] = useState(false)
  const attempt = useAttempt()
  const form = useRef<HTMLFormElement>(null)
  const focusOn = (name: string) => form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus()

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const username = textOf(fields, 'username').trim()
    const password = textOf(fields, 'password')
    const incomplete = username === '' || password === ''
    setMissing(incomplete)
    attempt.forget()
    if (incomplete) return focusOn(username === '' ? 'username' : 'password')
    const refusal = await attempt.run(
      async () => onSignedIn(await request<SessionDto>(signIn, { body: { username, password } })),
      { leaving: true },
    )
    if (refusal?.code === 'second_factor_required') onSecondStep({ username, password })
    else if (refusal && refusal.code !== 'too_many_requests') focusOn('password')
  }

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      {missing ? (
        <div role="alert">
          <Notice tone="missed">{t('missing')}</Notice>
        </div>
      ) : (
        <AttemptNote attempt={attempt} />
      )}
      <Field
        label={t('username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        maxLength={80}
        autoFocus
        required
      />
      <PasswordField label={t('password')} name="password" autoComplete="current-password" maxLength={200} required />
      <Button
        type="submit"
        variant="primary"
        size="large"
        wide
        pending={attempt.pending}
        disabled={attempt.waitSeconds > 0}
      >
        {t('submit')}
      </Button>
    </form>
  )
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name)
  return typeof value === 'string' ? value : ''
}
