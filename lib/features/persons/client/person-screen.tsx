'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useLoad } from '@/lib/client/use-load'
import type { BranchRef } from '@/lib/features/branches/contract'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Button } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { Skeleton } from '@/lib/ui/skeleton'
import type { PersonWithVisits } from '../contract'
import { getPerson } from '../endpoints'
import { EditPerson } from './edit-person'
import { ErasePersonDialog } from './erase-person-dialog'
import { ExportButton } from './export-button'
import { PersonDetails } from './person-details'
import { PersonVisits } from './person-visits'

type Props = {
  id: string
  branches: readonly BranchRef[]
  mayManage: boolean
  mayExport: boolean
  mayErase: boolean
}

/** One person's record: data, visits and actions. */
export function PersonScreen({ id, branches, mayManage, mayExport, mayErase }: Props) {
  const t = useTranslations('persons')
  const explain = useTranslations('errors')
  const { data: person, problem, reload } = useLoad<PersonWithVisits>(getPerson, { params: { id } })
  const [doing, setDoing] = useState<'edit' | 'erase' | null>(null)
  const back = { href: '/admin/persons', label: t('back') }
  const close = () => setDoing(null)
  const isKnown = person?.erasedAt === null

  if (!person)
    return (
      <>
        <PageHead title={t('one')} back={back} />
        {problem ? (
          <Notice tone="missed">
            <p>{explain(problem.code === 'invalid_input' ? 'person_not_found' : problem.code)}</p>
            <Button className="mt-3" onClick={() => reload()}>
              {t('again')}
            </Button>
          </Notice>
        ) : (
          <div role="status" aria-label={t('loading')} className="grid gap-4">
            <Skeleton className="h-48" />
            <Skeleton className="h-24" />
          </div>
        )}
      </>
    )
  const edit = mayManage && isKnown && (
    <Button variant="primary" onClick={() => setDoing('edit')}>
      <OfficeIcon name="edit" />
      {t('edit.action')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={person.name === null ? t('one') : <bdi translate="no">{person.name}</bdi>}
        back={back}
        action={edit}
      />
      {person.erasedAt === null ? (
        <PersonDetails person={person} branches={branches} />
      ) : (
        <Erased at={person.erasedAt} />
      )}
      <PersonVisits visits={person.visits} />
      {isKnown && (mayExport || mayErase) && (
        <div className="mt-8 flex flex-wrap gap-3">
          {mayExport && <ExportButton id={id} />}
          {mayErase && (
            <Button variant="danger" onClick={() => setDoing('erase')}>
              {t('erase.action')}
            </Button>
          )}
        </div>
      )}
      {doing === 'edit' && <EditPerson person={person} onChanged={() => reload()} onClose={close} />}
      {doing === 'erase' && <ErasePersonDialog id={id} onErased={() => reload()} onClose={close} />}
    </>
  )
}

function Erased({ at }: { at: string }) {
  const t = useTranslations('persons.erased')
  const { fullDate } = usePlaceFormats()
  return (
    <Notice title={t('title')}>
      <p>{t('text', { when: fullDate(at) })}</p>
    </Notice>
  )
}
