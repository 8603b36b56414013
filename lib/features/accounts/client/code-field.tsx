'use client'

import { type Ref, useId } from 'react'
import { classNames } from '@/lib/ui/class-names'
import { describedBy, FieldFrame, inputClass } from '@/lib/ui/field'
import { digitsOf } from './codes'

type Props = {
  label: string
  hint?: string
  error?: string | undefined
  value: string
  onChange: (digits: string) => void
  /** `one-time-code` lets phones offer a received code; `off` for a PIN. */
  autoComplete?: 'one-time-code' | 'off'
  ref?: Ref<HTMLInputElement>
}

/** Input of six digits from either keyboard; stored as Latin digits. */
export function CodeField({ label, hint, error, value, onChange, autoComplete = 'one-time-code', ref }: Props) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        ref={ref}
        id={id}
        dir="ltr"
        inputMode="numeric"
        autoComplete={autoComplete}
        autoCorrect="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(digitsOf(event.target.value))}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={classNames(
          inputClass(error !== undefined),
          'min-h-16 text-center text-xl! font-semibold tracking-[0.4em]',
        )}
      />
    </FieldFrame>
  )
}
