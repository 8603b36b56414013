'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { localised } from '@/lib/i18n/localised'
import { createService, updateService } from '../../endpoints'
import type { ServiceSetUp } from '../../service-set-up-contract'
import type { SetUpDto } from '../../set-up-contract'
import { bodyOfClinic, draftOfClinic, emptyClinic, problemsOfClinic } from './clinic-draft'
import { ClinicFields } from './clinic-fields'
import { DraftContext } from './draft-context'
import { EditForm } from './edit-form'
import { EditLayout } from './edit-layout'
import { editPath, partPath } from './set-up-page'
import { slugFrom } from './slug-from'
import { useEdit } from './use-edit'
import { isNew, useSave } from './use-save'

type Props = { setUp: SetUpDto; slug: string | null; preview: ReactNode }

/** Edits a clinic, or adds one. */
export function ClinicScreen({ setUp, slug, preview }: Props) {
  const t = useTranslations('branches')
  const locale = useLocale()
  const branch = setUp.branch.slug
  const clinic = setUp.services.find((it) => it.slug === slug)
  const bodyIn = ({ services }: Pick<SetUpDto, 'services'>) => bodyOf(services.find((it) => it.slug === slug))
  const save = useSave({
    branch,
    ...(clinic
      ? {
          version: setUp.version,
          before: bodyIn(setUp) ?? {},
          readNow: bodyIn,
          endpoint: updateService,
          params: { service: clinic.slug },
        }
      : { ...isNew, endpoint: createService }),
    always: { branch },
  })
  const taken = setUp.services.map((it) => it.slug)
  const edit = useEdit(clinic ? draftOfClinic(clinic) : emptyClinic, save, {
    problemsOf: (it) => problemsOfClinic(withSlug(it)),
    bodyOf: (it) => ({ ...bodyOfClinic(it), ...(!clinic && { slug: withSlug(it).slug }) }),
    // A new clinic is given nowhere yet.
    then: (it) => (clinic ? partPath(branch, 'clinics') : editPath('room', branch, { clinic: withSlug(it).slug })),
    ...(!clinic && { done: t('clinics.added') }),
  })
  function withSlug<Draft extends { slug: string; name: { en: string } }>(draft: Draft): Draft {
    return draft.slug === '' ? { ...draft, slug: slugFrom(draft.name.en, taken, 'clinic') } : draft
  }
  return (
    <DraftContext value={{ setUp, kind: 'clinic', clinic: edit.draft }}>
      <EditLayout
        setUp={setUp}
        part="clinics"
        title={clinic ? <bdi>{localised(clinic.name, locale)}</bdi> : t('clinics.new')}
        preview={preview}
      >
        <EditForm
          save={save}
          onSave={edit.submit}
          back={partPath(branch, 'clinics')}
          {...(!clinic && { submit: t('add') })}
        >
          <ClinicFields
            draft={edit.draft}
            put={edit.put}
            errorAt={edit.errorAt}
            slugFor={clinic ? null : withSlug(edit.draft).slug}
          />
        </EditForm>
      </EditLayout>
    </DraftContext>
  )
}

function bodyOf(service: ServiceSetUp | undefined) {
  return service && bodyOfClinic(draftOfClinic(service))
}
