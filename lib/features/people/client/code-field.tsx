'use client'

import { type Ref, useId } from 'react'
import { classNames } from '@/lib/ui/class-names'
import { inputClass } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import { digitsOf } from './codes'

type Props = {
  label: string
  hint?: string
  error?: string | undefined
  value: string
  onChange: (digits: string) => void
  /** `one-time-code` lets phones offer what just came; `off` for a PIN. */
  autoComplete?: 'one-time-code' | 'off'
  ref?: Ref<HTMLInputElement>
}

/** Six digits, of either keyboard; they are kept as Latin ones. */
export function CodeField({ label, hint, error, value, onChange, autoComplete = 'one-time-code', ref }: Props) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
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
        aria-describedby={described || undefined}
        className={classNames(
          inputClass(error !== undefined),
          'min-h-16 text-center text-xl! font-semibold tracking-[0.4em]',
        )}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-semibold text-missed">
          <Icon name="warning" className="mt-0.5 size-4" />
          {error}
        </p>
      )}
    </div>
  )
}
