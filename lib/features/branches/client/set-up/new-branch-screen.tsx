'use client'

import { useTranslations } from 'next-intl'
import { templateNames } from '@/lib/shared/branch-templates'
import { Field } from '@/lib/ui/field'
import { CardChoice } from '@/lib/ui/office/card-choice'
import { PageHead } from '@/lib/ui/office/page-head'
import { TimeZoneField } from '@/lib/ui/office/time-zone-field'
import { createBranch } from '../../endpoints'
import { EditForm } from './edit-form'
import { FormGroup } from './form-group'
import { bodyOfNewBranch, emptyBranch, problemsOfNewBranch } from './new-branch-draft'
import { slugFrom } from './slug-from'
import { TextsField } from './texts-field'
import { useEdit } from './use-edit'
import { isNew, useSave } from './use-save'

/** Adds a branch from a template; then shows what was made. `taken` are the names in addresses that are in use. */
export function NewBranchScreen({ taken }: { taken: readonly string[] }) {
  const t = useTranslations('branches')
  const tTemplates = useTranslations('accounts.setup.templates')
  const save = useSave({ ...isNew, branch: '', endpoint: createBranch })
  const { draft, put, errorAt, submit } = useEdit(emptyBranch, save, {
    problemsOf: (it) => problemsOfNewBranch(withSlug(it)),
    bodyOf: (it) => bodyOfNewBranch(withSlug(it)),
    then: (it) => `/admin/set-up/new-branch?branch=${withSlug(it).slug}`,
  })
  function withSlug(it: typeof emptyBranch): typeof emptyBranch {
    const here = it.timeZone === '' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : it.timeZone
    return { ...it, timeZone: here, slug: it.slug === '' ? slugFrom(it.name.en, taken, 'branch') : it.slug }
  }
  const templates = [
    ...templateNames.map((value) => ({
      value,
      label: tTemplates(`${value}.name`),
      about: tTemplates(`${value}.about`),
    })),
    { value: 'none' as const, label: t('newBranch.empty'), about: t('newBranch.emptyText') },
  ]
  return (
    <>
      <PageHead
        back={{ href: '/admin/set-up', label: t('title') }}
        title={t('newBranch.title')}
        intro={t('newBranch.intro')}
      />
      <div className="max-w-3xl">
        <EditForm save={save} onSave={submit} submit={t('newBranch.submit')} back="/admin/set-up">
          <CardChoice
            legend={t('newBranch.start')}
            name="template"
            defaultValue={draft.template}
            options={templates}
            onChoose={(template) => put({ template })}
          />
          <FormGroup title={t('parts.branch')}>
            <TextsField
              name="name"
              text={draft.name}
              onChange={(name) => put({ name })}
              errorAt={errorAt}
              maxLength={120}
            />
            <TimeZoneField
              label={t('field.timeZone')}
              name="timeZone"
              {...(draft.timeZone !== '' && { zone: draft.timeZone })}
              onChange={(event) => put({ timeZone: event.target.value })}
              error={errorAt('timeZone')}
            />
            <Field
              label={t('field.slug')}
              hint={t('field.branchSlugHint')}
              dir="ltr"
              placeholder={slugFrom(draft.name.en, taken, 'branch')}
              value={draft.slug}
              onChange={(event) => put({ slug: event.target.value })}
              maxLength={40}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              error={errorAt('slug')}
            />
          </FormGroup>
        </EditForm>
      </div>
    </>
  )
}
