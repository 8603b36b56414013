'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { Button } from '@/lib/ui/button'
import { CopyButton } from '@/lib/ui/office/copy-button'
import { QrCode } from '@/lib/ui/office/qr-code'
import { SecretText } from '@/lib/ui/office/secret-text'
import { confirmSecondFactor } from '../../endpoints'
import { AttemptNote } from '../attempt-note'
import { CodeField } from '../code-field'
import { codeLength, inGroups } from '../codes'
import { useAttempt } from '../use-attempt'

type Props = {
  secret: { secret: string; uri: string }
  onConfirmed: (recoveryCodes: string[]) => void
  onCancel: () => void
}

/** The QR code and key for the authenticator app, and a first code to confirm the enrolment. */
export function SecondFactorEnrolment({ secret: { secret, uri }, onConfirmed, onCancel }: Props) {
  const t = useTranslations('accounts.enrol')
  const tShell = useTranslations('shell')
  const [code, setCode] = useState('')
  const attempt = useAttempt()
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])

  async function confirm(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    if (code.length < codeLength) return
    const refusal = await attempt.run(async () => {
      const { recoveryCodes } = await request<{ recoveryCodes: string[] }>(confirmSecondFactor, { body: { code } })
      onConfirmed(recoveryCodes)
    })
    if (refusal) setCode('')
  }

  return (
    <form noValidate onSubmit={(event) => void confirm(event)} className="grid gap-6 border-t border-line pt-5">
      <div className="grid gap-6 md:grid-cols-2">
        <section className="grid content-start gap-3">
          <h3 ref={head} tabIndex={-1} className="font-semibold outline-none">
            {t('scan')}
          </h3>
          <p className="text-ink-2">{t('scanText')}</p>
          <div className="justify-self-center">
            <QrCode text={uri} label={t('picture')} />
          </div>
        </section>
        <section className="grid content-start gap-3">
          <h3 className="font-semibold">{t('type')}</h3>
          <p className="text-ink-2">{t('typeText')}</p>
          <SecretText>{inGroups(secret)}</SecretText>
          <div className="justify-self-start">
            <CopyButton text={secret} />
          </div>
        </section>
      </div>
      <div className="grid gap-4 border-t border-line pt-5 md:max-w-sm">
        <AttemptNote attempt={attempt} />
        <CodeField label={t('code')} hint={t('codeHint')} value={code} onChange={setCode} />
        <div className="flex flex-wrap gap-3 *:flex-1">
          <Button
            type="submit"
            variant="primary"
            pending={attempt.pending}
            disabled={code.length < codeLength || attempt.waitSeconds > 0}
          >
            {t('confirm')}
          </Button>
          <Button onClick={onCancel}>{tShell('cancel')}</Button>
        </div>
      </div>
    </form>
  )
}
