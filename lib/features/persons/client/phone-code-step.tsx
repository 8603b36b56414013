'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import type { Formats } from '@/lib/i18n/formats'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { Notice } from '@/lib/ui/notice'
import { confirmPhone } from '../endpoints'
import { normaliseCode } from '../rules'
import type { SentCode } from './phone-confirmation'
import { useSendCode } from './use-send-code'

type Props = {
  token: string
  branch: string
  sent: SentCode
  formats: Formats
  onSent: (sent: SentCode) => void
  onChange: () => void
  onDone: () => void
}

/** Asks for the code that was sent; offers a new one when that is allowed. */
export function PhoneCodeStep({ token, branch, sent, formats, onSent, onChange, onDone }: Props) {
  const t = useTranslations('phone')
  const { pending, problem, isOver, confirm } = useConfirm({ token, sent, number: formats.number, onDone })
  const again = useSendCode({ token, branch, number: formats.number, onSent })
  const waitMs = useWait(sent.againAt)

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault()
    const field = event.currentTarget.querySelector('input')
    void confirm(field?.value ?? '').then((isRight) => isRight || field?.select())
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <p role="status">
        {t('sent')} <bdi dir="ltr">{formats.text(sent.phone)}</bdi>
      </p>
      <Field
        label={t('code')}
        error={problem}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        maxLength={12}
        autoFocus
        disabled={isOver}
        className="[&_input]:text-xl [&_input]:tracking-[0.3em]"
      />
      {!isOver && (
        <Button type="submit" variant="primary" pending={pending}>
          {t('confirm')}
        </Button>
      )}
      <div role="alert" className="empty:hidden">
        {again.problem !== undefined && <Notice tone="missed">{again.problem}</Notice>}
      </div>
      <div className="flex flex-wrap gap-3 *:flex-1">
        <Button
          variant={isOver ? 'primary' : 'quiet'}
          pending={again.pending}
          disabled={waitMs > 0}
          onClick={() => void again.send(sent.phone)}
        >
          {waitMs > 0 ? t('againIn', { time: formats.timer(waitMs) }) : t('again')}
        </Button>
        <Button variant="quiet" onClick={onChange}>
          {t('change')}
        </Button>
      </div>
    </form>
  )
}

type Confirming = { token: string; sent: SentCode; number: (value: number) => string; onDone: () => void }

function useConfirm({ token, sent, number, onDone }: Confirming) {
  const t = useTranslations('phone')
  const explain = useTranslations('errors')
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [isOver, setOver] = useState(false)

  const refuse = ({ code, details }: ApiError): void => {
    const left = code === 'wrong_code' ? Number(details['triesLeft'] ?? 0) : 0
    setOver(left === 0 && (code === 'wrong_code' || code === 'confirmation_not_found'))
    if (code === 'wrong_code') setProblem(t('codeWrong', { left, n: number(left) }))
    else setProblem(code === 'confirmation_not_found' ? t('codeOver') : explain(code))
  }
  return {
    pending,
    problem,
    /** No attempts are left, or the code expired: only a new code helps. */
    isOver,
    confirm: async (typed: string): Promise<boolean> => {
      const code = normaliseCode(typed)
      // An incomplete code is not sent, to save one of the five attempts.
      setProblem(code === null ? t('codeMissing') : undefined)
      if (code === null) return false
      setPending(true)
      try {
        await request(confirmPhone, { params: { id: sent.id }, body: { code }, visitToken: token, as: 'visitor' })
        onDone()
        return true
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        refuse(error)
        return false
      } finally {
        setPending(false)
      }
    },
  }
}

/** Seconds until `at`, updated each second. */
function useWait(at: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, at - now)
}
