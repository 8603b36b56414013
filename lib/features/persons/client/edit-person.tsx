'use client'

import { useTranslations } from 'next-intl'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { useToast } from '@/lib/ui/toast'
import type { PersonDto } from '../contract'
import { updatePerson } from '../endpoints'
import { PersonDialog } from './person-dialog'
import type { TypedPerson } from './person-fields'

type Props = { person: PersonDto; onChanged: () => void; onClose: () => void }

const names = ['name', 'phone', 'nationalId', 'notes'] as const

/** Edits a record: sends only changed fields; an emptied field is removed. */
export function EditPerson({ person, onChanged, onClose }: Props) {
  const t = useTranslations('persons.edit')
  const toast = useToast()
  const { pending, problem, run } = useCommand()

  async function save(typed: TypedPerson): Promise<void> {
    const changed = names.filter((name) => typed[name] !== (person[name] ?? ''))
    if (changed.length === 0) return onClose()
    const body = Object.fromEntries(changed.map((name) => [name, typed[name] === '' ? null : typed[name]]))
    const isSaved = await run(async () => {
      await request(updatePerson, { params: { id: person.id }, body: { version: person.version, ...body } })
    })
    if (isSaved) toast({ text: t('done') })
    // Version conflict: the newer record is visible behind the dialog.
    onChanged()
    if (isSaved) onClose()
  }

  const values = Object.fromEntries(names.map((name) => [name, person[name] ?? ''])) as TypedPerson
  return (
    <PersonDialog
      title={t('title')}
      submit={t('submit')}
      values={values}
      pending={pending}
      problem={problem}
      onSubmit={(typed) => void save(typed)}
      onClose={onClose}
    />
  )
}
