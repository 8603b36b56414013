'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { createPathway, updatePathway } from '../../endpoints'
import type { SetUpDto } from '../../set-up-contract'
import { EditForm } from './edit-form'
import { EditLayout } from './edit-layout'
import { FormGroup } from './form-group'
import { bodyOfPathway, draftOfPathway, emptyPathway, problemsOfPathway, slugOfPathway } from './pathway-draft'
import { partPath } from './set-up-page'
import { StepsEditor } from './steps-editor'
import { TextsField } from './texts-field'
import { useEdit } from './use-edit'
import { isNew, useSave } from './use-save'

type Props = { setUp: SetUpDto; slug: string | null }

/** Edits a pathway, or adds one. */
export function PathwayScreen({ setUp, slug }: Props) {
  const t = useTranslations('branches')
  const locale = useLocale()
  const branch = setUp.branch.slug
  const pathway = setUp.pathways.find((it) => it.slug === slug)
  const bodyIn = ({ pathways }: Pick<SetUpDto, 'pathways'>) => {
    const now = pathways.find((it) => it.slug === slug)
    return now && bodyOfPathway(draftOfPathway(now))
  }
  const save = useSave({
    branch,
    ...(pathway
      ? {
          version: setUp.version,
          before: bodyIn(setUp) ?? {},
          readNow: bodyIn,
          endpoint: updatePathway,
          params: { pathway: pathway.slug },
        }
      : { ...isNew, endpoint: createPathway }),
    always: { branch },
  })
  const { draft, put, errorAt, submit } = useEdit(pathway ? draftOfPathway(pathway) : emptyPathway, save, {
    problemsOf: problemsOfPathway,
    bodyOf: (it) => ({ ...bodyOfPathway(it), ...(!pathway && { slug: slugOfPathway(it, setUp) }) }),
    ...(!pathway && { slugIn: slugOfPathway }),
    then: () => partPath(branch, 'pathways'),
  })
  return (
    <EditLayout
      setUp={setUp}
      part="pathways"
      title={pathway ? <bdi>{localised(pathway.name, locale)}</bdi> : t('pathways.new')}
    >
      <EditForm save={save} onSave={submit} back={partPath(branch, 'pathways')} {...(!pathway && { submit: t('add') })}>
        <FormGroup title={t('group.names')}>
          <TextsField
            name="name"
            text={draft.name}
            onChange={(name) => put({ name })}
            errorAt={errorAt}
            maxLength={120}
          />
        </FormGroup>
        <FormGroup title={t('group.steps')}>
          <StepsEditor
            steps={draft.steps}
            onChange={(steps) => put({ steps })}
            services={setUp.services}
            errorAt={errorAt}
          />
        </FormGroup>
      </EditForm>
    </EditLayout>
  )
}
