'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { formatsOf } from '@/lib/i18n/formats'
import { latinDigits } from '@/lib/shared/arabic'
import { classNames } from '@/lib/ui/class-names'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { codeLength } from '../codes'

type Props = { value: string; onChange: (digits: string) => void; busy: boolean }

const key = 'grid min-h-16 place-items-center rounded-md text-xl font-semibold disabled:opacity-55'

/** Large keys for six hidden digits; a keyboard works too. */
export function PinPad({ value, onChange, busy }: Props) {
  const t = useTranslations('accounts.tablet')
  const { number } = formatsOf({ locale: useLocale(), digits: 'arab', timeZone: 'UTC' })
  const newest = useRef({ value, onChange })
  useEffect(() => {
    newest.current = { value, onChange }
  })
  const add = (digit: string) => {
    const { value: now, onChange: change } = newest.current
    if (now.length < codeLength) change(now + digit)
  }
  const takeBack = () => newest.current.onChange(newest.current.value.slice(0, -1))

  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const digit = latinDigits(event.key)
      if (/^\d$/.test(digit)) add(digit)
      else if (event.key === 'Backspace') takeBack()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])

  return (
    <div className="mx-auto grid w-full max-w-xs gap-6">
      <p role="status" className="flex justify-center gap-3" dir="ltr">
        <span className="sr-only">{t('typed', { count: value.length, n: number(value.length) })}</span>
        {Array.from({ length: codeLength }, (_, index) => (
          <span
            key={index}
            aria-hidden="true"
            className={classNames(
              'size-4 rounded-full border-2',
              index < value.length ? 'border-turn bg-turn' : 'border-line-strong',
              busy && 'animate-breathe',
            )}
          />
        ))}
      </p>
      <div role="group" aria-label={t('pad')} dir="ltr" className="grid grid-cols-3 gap-3">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <button
            key={digit}
            type="button"
            disabled={busy}
            onClick={() => add(digit)}
            className={classNames(key, 'bg-sunken hover:bg-turn-soft')}
          >
            {number(Number(digit))}
          </button>
        ))}
        <span />
        <button
          type="button"
          disabled={busy}
          onClick={() => add('0')}
          className={classNames(key, 'bg-sunken hover:bg-turn-soft')}
        >
          {number(0)}
        </button>
        <button
          type="button"
          disabled={busy || value === ''}
          aria-label={t('delete')}
          onClick={takeBack}
          className={classNames(key, 'text-ink-2 hover:bg-sunken')}
        >
          <OfficeIcon name="back" className="size-6 rtl:scale-x-100" />
        </button>
      </div>
    </div>
  )
}
