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
  ref?: Ref<HTMLInputElement>
}

/** Input of six digits from either keyboard; stored as Latin digits. */
export function CodeField({ label, hint, error, value, onChange, ref }: Props) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        ref={ref}
        id={id}
        dir="ltr"
        inputMode="numeric"
        // Phones offer a received code.
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(digitsOf(event.target.value))}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={codeInputClass(error !== undefined)}
      />
    </FieldFrame>
  )
}

/** The classes of an input of few large digits. */
export function codeInputClass(wrong: boolean): string {
  return classNames(inputClass(wrong), 'min-h-16 text-center text-xl! font-semibold tracking-[0.4em]')
}
