'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import type { SessionDto } from '../../contract'
import { signIn } from '../../endpoints'
import { AttemptNote } from '../attempt-note'
import { CodeField } from '../code-field'
import { codeLength } from '../codes'
import { useAttempt } from '../use-attempt'
import type { Credentials } from './credentials'

type Props = {
  credentials: Credentials
  onSignedIn: (session: SessionDto) => void
  onBack: () => void
}

/** After a correct password: a code of the authenticator app, or a recovery code. */
export function SecondStepForm({ credentials, onSignedIn, onBack }: Props) {
  const t = useTranslations('accounts.secondStep')
  const [kind, setKind] = useState<'app' | 'recovery'>('app')
  const [code, setCode] = useState('')
  const attempt = useAttempt()
  const form = useRef<HTMLFormElement>(null)
  const focusCode = () => form.current?.querySelector('input')?.focus()
  useEffect(focusCode, [kind])

  async function send(typed: string): Promise<void> {
    if (typed.length < codeLength || attempt.pending || attempt.waitSeconds > 0) return focusCode()
    const refusal = await attempt.run(
      async () => onSignedIn(await request<SessionDto>(signIn, { body: { ...credentials, code: typed } })),
      { leaving: true },
    )
    if (!refusal) return
    if (kind === 'app') setCode('')
    focusCode()
  }

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void send(code.trim())
  }
  return (
    <form ref={form} noValidate onSubmit={submit} className="grid gap-5">
      <div>
        <h2 className="text-lg font-semibold">{t('title')}</h2>
        <p className="text-ink-2">{kind === 'app' ? t('appIntro') : t('recoveryIntro')}</p>
      </div>
      <AttemptNote
        attempt={attempt}
        words={kind === 'recovery' ? { wrong_code: t('wrongRecovery') } : { wrong_credentials: t('changed') }}
      />
      {kind === 'app' ? (
        <CodeField
          label={t('code')}
          value={code}
          onChange={(digits) => {
            setCode(digits)
            // The sixth digit completes the code, so it submits the form.
            if (digits.length === codeLength && digits !== code) void send(digits)
          }}
        />
      ) : (
        <Field
          label={t('recoveryCode')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={20}
        />
      )}
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
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant="quiet"
          onClick={() => {
            setKind(kind === 'app' ? 'recovery' : 'app')
            setCode('')
            attempt.forget()
          }}
        >
          {kind === 'app' ? t('useRecovery') : t('useApp')}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  )
}
