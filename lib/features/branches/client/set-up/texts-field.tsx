'use client'

import { useTranslations } from 'next-intl'
import type { LocalisedText } from '@/lib/shared/fields'
import { Field } from '@/lib/ui/field'

type Props = {
  /** Which text of the form: its path in the request. */
  name: 'name' | 'label' | 'floor' | 'directions'
  text: LocalisedText
  onChange: (text: LocalisedText) => void
  errorAt: (path: string) => string | undefined
  maxLength: number
}

/** A text in both languages, side by side where there is room. */
export function TextsField({ name, text, onChange, errorAt, maxLength }: Props) {
  const t = useTranslations('branches.field')
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <Field
        label={t(`${name}Ar`)}
        name={`${name}.ar`}
        dir="rtl"
        lang="ar"
        value={text.ar}
        onChange={(event) => onChange({ ...text, ar: event.target.value })}
        maxLength={maxLength}
        autoComplete="off"
        error={errorAt(`${name}.ar`)}
      />
      <Field
        label={t(`${name}En`)}
        name={`${name}.en`}
        dir="ltr"
        lang="en"
        value={text.en}
        onChange={(event) => onChange({ ...text, en: event.target.value })}
        maxLength={maxLength}
        autoComplete="off"
        error={errorAt(`${name}.en`)}
      />
    </div>
  )
}
