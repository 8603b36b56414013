'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { type ApiError, request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import type { BranchRef } from '@/lib/features/branches/contract'
import { localised } from '@/lib/i18n/localised'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { SelectField } from '@/lib/ui/office/select-field'
import type { PersonDto } from '../contract'
import { searchPersons } from '../endpoints'

export type PersonSearch = { branch: string; by: 'phone' | 'nationalId'; value: string }

type Props = {
  branches: readonly BranchRef[]
  onFound: (search: PersonSearch, persons: readonly PersonDto[]) => void
}

/** The search form. The number is sent in the request body, never in an address. */
export function SearchPerson({ branches, onFound }: Props) {
  const t = useTranslations('persons.search')
  const explain = useTranslations('errors')
  const locale = useLocale()
  const { pending, problem, run, forget } = useCommand()
  const [by, setBy] = useState<PersonSearch['by']>('phone')
  const [missing, setMissing] = useState(false)

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const [fields, form] = [new FormData(event.currentTarget), event.currentTarget]
    const value = String(fields.get('value') ?? '').trim()
    const branch = String(fields.get('branch') ?? branches[0]?.slug ?? '')
    setMissing(value.length < 3)
    const field = form.querySelector('input')
    if (value.length < 3) return field?.focus()
    const isFound = await run(async () => {
      const body = { branch, [by]: value }
      const { persons } = await request<{ persons: PersonDto[] }>(searchPersons, { body })
      onFound({ branch, by, value }, persons)
    })
    if (!isFound) field?.focus()
  }

  const inWords = ({ code }: ApiError): string =>
    code === 'invalid_input' ? t(by === 'phone' ? 'notPhone' : 'notNationalId') : explain(code)
  return (
    <form
      noValidate
      role="search"
      onSubmit={(event) => void submit(event)}
      className="grid items-end gap-4 md:grid-cols-[14rem_minmax(0,1fr)_auto] md:items-start md:rounded-lg md:border md:border-line md:bg-surface md:p-4"
    >
      <SelectField
        label={t('by')}
        name="by"
        value={by}
        onChange={(event) => {
          setBy(event.currentTarget.value === 'nationalId' ? 'nationalId' : 'phone')
          forget()
        }}
        options={[
          { value: 'phone', label: t('phone') },
          { value: 'nationalId', label: t('nationalId') },
        ]}
      />
      <div className="grid gap-4">
        <Field
          label={t('value')}
          error={missing ? t('missing') : problem ? inWords(problem) : undefined}
          name="value"
          dir="ltr"
          inputMode={by === 'phone' ? 'tel' : 'numeric'}
          autoComplete="off"
          maxLength={40}
          autoFocus
        />
        {branches.length > 1 && (
          <SelectField
            label={t('branch')}
            name="branch"
            options={branches.map((it) => ({ value: it.slug, label: localised(it.name, locale) }))}
          />
        )}
      </div>
      <Button type="submit" variant="primary" pending={pending} className="md:mt-8">
        <OfficeIcon name="search" />
        {t('submit')}
      </Button>
    </form>
  )
}
