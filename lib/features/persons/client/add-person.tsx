'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import type { BranchRef } from '@/lib/features/branches/contract'
import { localised } from '@/lib/i18n/localised'
import { useRouter } from '@/lib/i18n/navigation'
import { SelectField } from '@/lib/ui/office/select-field'
import { useToast } from '@/lib/ui/toast'
import type { ChangedPerson } from '../contract'
import { createPerson } from '../endpoints'
import { PersonDialog } from './person-dialog'
import type { TypedPerson } from './person-fields'
import type { PersonSearch } from './search-person'

type Props = { branches: readonly BranchRef[]; search: PersonSearch | null; onClose: () => void }

const nothing: TypedPerson = { name: '', phone: '', nationalId: '', notes: '' }

/** Adds a record; prefilled with the number that was searched for. */
export function AddPerson({ branches, search, onClose }: Props) {
  const t = useTranslations('persons')
  const locale = useLocale()
  const router = useRouter()
  const toast = useToast()
  const { pending, problem, run } = useCommand()
  const [branch, setBranch] = useState(search?.branch ?? branches[0]?.slug ?? '')
  const values = search ? { ...nothing, [search.by]: search.value } : nothing

  async function add(typed: TypedPerson): Promise<void> {
    const given = Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ''))
    await run(async () => {
      const { id } = await request<ChangedPerson>(createPerson, { body: { branch, ...given } })
      toast({ text: t('add.done') })
      router.push(`/admin/persons/${id}`)
    })
  }

  return (
    <PersonDialog
      title={t('add.title')}
      submit={t('add.submit')}
      values={values}
      pending={pending}
      problem={problem}
      onSubmit={(typed) => void add(typed)}
      onClose={onClose}
    >
      {branches.length > 1 && (
        <SelectField
          label={t('field.branch')}
          value={branch}
          onChange={(event) => setBranch(event.currentTarget.value)}
          options={branches.map((it) => ({ value: it.slug, label: localised(it.name, locale) }))}
        />
      )}
    </PersonDialog>
  )
}
