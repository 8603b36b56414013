'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import { loadPage } from '@/lib/client/load-page'
import { formatsOf } from '@/lib/i18n/formats'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { Notice } from '@/lib/ui/notice'
import { signIn } from '../endpoints'
import { PasswordField } from './password-field'

type Refusal = { code: ApiError['code'] } | { code: 'missing' }

/** User name and password; a whole load of `next` afterwards, so that nothing of the signed-out page stays. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('people.signIn')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [secondsLeft, wait] = useCountdown()
  const form = useRef<HTMLFormElement>(null)

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const username = textOf(fields, 'username').trim()
    const password = textOf(fields, 'password')
    if (username === '' || password === '') {
      setRefusal({ code: 'missing' })
      focusOn(form.current, username === '' ? 'username' : 'password')
      return
    }
    setPending(true)
    setRefusal(null)
    try {
      await request(signIn, { body: { username, password } })
      loadPage(next)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setPending(false)
      setRefusal({ code: error.code })
      if (error.code === 'too_many_requests') wait(secondsOf(error.details))
      else focusOn(form.current, 'password')
    }
  }

  const seconds = formatsOf({ locale, digits: 'arab', timeZone: 'UTC' }).number(secondsLeft)
  const limited = refusal?.code === 'too_many_requests'
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <div role="alert" className="empty:-mb-5">
        {refusal && !limited && (
          <Notice tone="missed">{refusal.code === 'missing' ? t('missing') : tErrors(refusal.code)}</Notice>
        )}
        {limited && <span className="sr-only">{t('tooManyUnknown')}</span>}
      </div>
      {limited && secondsLeft > 0 && (
        // Counts every second, so it stays out of what is read aloud.
        <div aria-hidden="true">
          <Notice tone="missed">{t('tooMany', { seconds: secondsLeft, n: seconds })}</Notice>
        </div>
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
        required
      />
      <PasswordField label={t('password')} name="password" autoComplete="current-password" maxLength={200} required />
      <Button type="submit" variant="primary" size="large" wide pending={pending} disabled={secondsLeft > 0}>
        {t('submit')}
      </Button>
    </form>
  )
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name)
  return typeof value === 'string' ? value : ''
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  form?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus()
}

function secondsOf(details: Record<string, unknown>): number {
  const given = details['retryAfterSeconds']
  return typeof given === 'number' && given > 0 ? Math.ceil(given) : 60
}

function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setLeft(rest)
      if (rest === 0) setUntil(0)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  return [
    left,
    (seconds) => {
      setLeft(seconds)
      setUntil(Date.now() + seconds * 1000)
    },
  ]
}
