'use client'

import { useTranslations } from 'next-intl'
import { Card } from '@/lib/ui/card'
import { updateBranch } from '../../endpoints'
import type { SetUpDto } from '../../set-up-contract'
import { EditForm } from './edit-form'
import { draftOfHours, hoursOfDraft, problemsOfHours } from './hours-draft'
import { HoursFields } from './hours-fields'
import { useEdit } from './use-edit'
import { useSave } from './use-save'

/** When the branch is open. */
export function HoursPart({ setUp }: { setUp: SetUpDto }) {
  const t = useTranslations('branches.parts')
  const { slug, hours } = setUp.branch
  const bodyNow = ({ branch }: SetUpDto) => ({ hours: hoursOfDraft(draftOfHours(branch.hours)) })
  const save = useSave({
    branch: slug,
    version: setUp.version,
    before: bodyNow(setUp),
    readNow: bodyNow,
    endpoint: updateBranch,
    params: { branch: slug },
  })
  const { draft, put, errorAt, submit } = useEdit(draftOfHours(hours), save, {
    problemsOf: problemsOfHours,
    bodyOf: (it) => ({ hours: hoursOfDraft(it) }),
  })
  return (
    <EditForm save={save} onSave={submit}>
      <Card aria-label={t('hours')} className="grid gap-6">
        <HoursFields hours={draft} onChange={put} errorAt={errorAt} />
      </Card>
    </EditForm>
  )
}
