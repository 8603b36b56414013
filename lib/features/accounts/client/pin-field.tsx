'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { classNames } from '@/lib/ui/class-names'
import { describedBy, FieldFrame } from '@/lib/ui/field'
import { codeInputClass } from './code-field'
import { digitsOf } from './codes'
import { RevealButton } from './reveal-button'

type Props = { value: string; onChange: (digits: string) => void; error?: string | undefined }

/** Input of a new PIN, hidden like a password because people stand near; it can be shown to check it. */
export function PinField({ value, onChange, error }: Props) {
  const t = useTranslations('accounts.account')
  const id = useId()
  const hint = t('pinHint')
  const [shown, setShown] = useState(false)
  return (
    <FieldFrame id={id} label={t('newPin')} hint={hint} error={error}>
      <div className="relative" dir="ltr">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(digitsOf(event.target.value))}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={classNames(codeInputClass(error !== undefined), 'px-14')}
        />
        <RevealButton shown={shown} onTurn={setShown} words={{ show: t('showPin'), hide: t('hidePin') }} />
      </div>
    </FieldFrame>
  )
}
