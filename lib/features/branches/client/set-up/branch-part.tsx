'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/lib/ui/field'
import { SelectField } from '@/lib/ui/office/select-field'
import { TimeZoneField } from '@/lib/ui/office/time-zone-field'
import { updateBranch } from '../../endpoints'
import type { SetUpDto } from '../../set-up-contract'
import { bodyOfBranch, draftOfBranch, problemsOfBranch } from './branch-draft'
import { EditForm } from './edit-form'
import { FormGroup } from './form-group'
import { TextsField } from './texts-field'
import { useEdit } from './use-edit'
import { useSave } from './use-save'

const digits = ['arab', 'latn'] as const

/** The names of the branch, its clock, and how it numbers. */
export function BranchPart({ setUp }: { setUp: SetUpDto }) {
  const t = useTranslations('branches')
  const { slug } = setUp.branch
  const bodyNow = ({ branch }: SetUpDto) => bodyOfBranch(draftOfBranch(branch))
  const save = useSave({
    branch: slug,
    version: setUp.version,
    before: bodyNow(setUp),
    readNow: bodyNow,
    endpoint: updateBranch,
    params: { branch: slug },
  })
  const { draft, put, errorAt, submit } = useEdit(draftOfBranch(setUp.branch), save, {
    problemsOf: problemsOfBranch,
    bodyOf: bodyOfBranch,
  })
  return (
    <EditForm save={save} onSave={submit}>
      <FormGroup title={t('group.names')}>
        <TextsField
          name="name"
          text={draft.name}
          onChange={(name) => put({ name })}
          errorAt={errorAt}
          maxLength={120}
        />
      </FormGroup>
      <FormGroup title={t('group.day')} about={t('field.dayStartsHint')}>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <TimeZoneField
            label={t('field.timeZone')}
            name="timeZone"
            zone={draft.timeZone}
            onChange={(event) => put({ timeZone: event.target.value })}
            error={errorAt('timeZone')}
          />
          <Field
            label={t('field.dayStarts')}
            type="time"
            value={draft.dayStarts}
            onChange={(event) => put({ dayStarts: event.target.value })}
            error={errorAt('dayStartsMinute')}
          />
          <SelectField
            label={t('field.numbersRestart')}
            value={draft.numbersRestart ? 'yes' : 'no'}
            onChange={(event) => put({ numbersRestart: event.target.value === 'yes' })}
            options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`numbersRestart.${value}`) }))}
          />
          <SelectField
            label={t('field.digits')}
            value={draft.digits}
            onChange={(event) => put({ digits: event.target.value === 'latn' ? 'latn' : 'arab' })}
            options={digits.map((value) => ({ value, label: t(`digits.${value}`) }))}
          />
        </div>
      </FormGroup>
    </EditForm>
  )
}
