'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import type { SentCode } from './phone-confirmation'
import { useSendCode } from './use-send-code'

type Props = {
  token: string
  branch: string
  /** The number typed earlier. */
  phone: string
  number: (value: number) => string
  onSent: (sent: SentCode) => void
}

/** Asks for the number. */
export function PhoneNumberStep({ token, branch, phone, number, onSent }: Props) {
  const t = useTranslations('phone')
  const { pending, problem, send } = useSendCode({ token, branch, number, onSent })
  const [missing, setMissing] = useState(false)

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault()
    const field = event.currentTarget.querySelector('input')
    const typed = field?.value.trim() ?? ''
    setMissing(typed.length < 3)
    if (typed.length < 3) field?.focus()
    else void send(typed).then((isSent) => isSent || field?.focus())
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <Field
        label={t('number')}
        hint={t('numberHint')}
        error={missing ? t('numberWrong') : problem}
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        dir="ltr"
        defaultValue={phone}
        maxLength={40}
        autoFocus
      />
      <p className="text-sm text-ink-3">{t('privacy')}</p>
      <Button type="submit" variant="primary" pending={pending}>
        {t('send')}
      </Button>
    </form>
  )
}
