'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { usePlaceFormats } from '@/lib/i18n/place'
import type { Column } from '@/lib/ui/office/data-table'
import type { PathwayDto } from '../../pathway-contract'
import type { SetUpDto } from '../../set-up-contract'
import { ListPart } from './list-part'
import { EditLink } from './row-actions'
import { editPath } from './set-up-page'

const layout =
  'pe-16 md:pe-2 md:grid-cols-[minmax(0,1.2fr)_minmax(0,2.5fr)_6rem] lg:grid-cols-[minmax(0,1.2fr)_minmax(0,2.5fr)_8rem]'

/** The pathways of the branch: edit, add. */
export function PathwaysPart({ setUp }: { setUp: SetUpDto }) {
  const t = useTranslations('branches.pathways')
  const tAll = useTranslations('branches')
  const locale = useLocale()
  const { number } = usePlaceFormats()
  const branch = setUp.branch.slug
  const nameOf = (it: PathwayDto): string => localised(it.name, locale)
  const clinicOf = (slug: string): string => {
    const clinic = setUp.services.find((it) => it.slug === slug)
    return clinic ? localised(clinic.name, locale) : slug
  }
  const columns: Column<PathwayDto>[] = [
    {
      key: 'name',
      head: t('one'),
      lead: true,
      cell: (it) => (
        <span className="block leading-tight">
          <bdi className="block font-semibold break-words">{nameOf(it)}</bdi>
          <span className="text-sm text-ink-3">
            {t('stepCount', { count: it.steps.length, n: number(it.steps.length) })}
          </span>
        </span>
      ),
    },
    {
      key: 'steps',
      head: t('steps'),
      phone: 'line',
      cell: (it) => <bdi>{it.steps.map((step) => clinicOf(step.service)).join(' · ')}</bdi>,
    },
    {
      key: 'actions',
      head: tAll('actions'),
      actions: true,
      cell: (it) => <EditLink href={editPath('pathway', branch, { pathway: it.slug })} name={nameOf(it)} />,
    },
  ]
  return (
    <ListPart
      words={{ caption: t('list'), add: t('add'), empty: t('empty'), emptyText: t('emptyText') }}
      addPath={editPath('pathway', branch)}
      rows={setUp.pathways}
      nameOf={(it) => it.name}
      keyOf={(it) => it.slug}
      columns={columns}
      layout={layout}
    />
  )
}
