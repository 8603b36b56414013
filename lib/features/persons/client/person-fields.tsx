'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field, inputClass } from '@/lib/ui/field'

export type TypedPerson = { name: string; phone: string; nationalId: string; notes: string }

type Props = {
  /** Initial values of the fields. */
  values: TypedPerson
  /** Errors by field name. */
  errors: Partial<Record<keyof TypedPerson, string>>
}

/** The fields of a person's record. */
export function PersonFields({ values, errors }: Props) {
  const t = useTranslations('persons.field')
  const id = useId()
  const off = { autoComplete: 'off' } as const
  return (
    <>
      <Field {...off} label={t('name')} name="name" defaultValue={values.name} maxLength={120} error={errors.name} />
      <Field
        {...off}
        label={t('phone')}
        name="phone"
        defaultValue={values.phone}
        maxLength={40}
        error={errors.phone}
        dir="ltr"
        inputMode="tel"
      />
      <Field
        {...off}
        label={t('nationalId')}
        name="nationalId"
        defaultValue={values.nationalId}
        maxLength={40}
        error={errors.nationalId}
        dir="ltr"
        inputMode="numeric"
      />
      <div className="grid gap-1.5">
        <label htmlFor={id} className="font-semibold">
          {t('notes')}
        </label>
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {t('notesHint')}
        </p>
        <textarea
          id={id}
          name="notes"
          dir="auto"
          rows={4}
          maxLength={2_000}
          defaultValue={values.notes}
          aria-describedby={`${id}-hint`}
          className={`${inputClass(errors.notes !== undefined)} py-3`}
        />
        {errors.notes !== undefined && <p className="text-sm font-semibold text-missed">{errors.notes}</p>}
      </div>
    </>
  )
}

/** The typed values of the fields. */
export function typedIn(form: HTMLFormElement): TypedPerson {
  const fields = new FormData(form)
  const text = (name: keyof TypedPerson): string => String(fields.get(name) ?? '').trim()
  return { name: text('name'), phone: text('phone'), nationalId: text('nationalId'), notes: text('notes') }
}
