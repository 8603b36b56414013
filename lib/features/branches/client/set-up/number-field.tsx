'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/lib/ui/field'

type Props = {
  name: 'typicalMinutes' | 'dailyCap' | 'numberFrom' | 'numberTo'
  hint: 'typicalMinutesHint' | 'dailyCapHint' | 'numberFromHint' | 'numberToHint'
  value: string
  onChange: (typed: string) => void
  error: string | undefined
}

/** A whole number, in either digits. */
export function NumberField({ name, hint, value, onChange, error }: Props) {
  const t = useTranslations('branches.field')
  return (
    <Field
      label={t(name)}
      hint={t(hint)}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      maxLength={9}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
      className="content-start"
    />
  )
}
