'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { usePlaceFormats } from '@/lib/i18n/place'
import type { Column } from '@/lib/ui/office/data-table'
import type { PointSetUp } from '../../point-set-up-contract'
import type { SetUpDto } from '../../set-up-contract'
import { ColourDot } from './colour-dot'
import { ListPart } from './list-part'
import { EditLink, OpenOrClose, OpenState } from './row-actions'
import { editPath } from './set-up-page'
import { useOpenOrClose } from './use-open-or-close'

const layout =
  'pe-28 md:pe-2 md:grid-cols-[minmax(0,1.2fr)_6rem_minmax(0,1.4fr)_minmax(0,1.4fr)_6rem] lg:grid-cols-[minmax(0,1.2fr)_6rem_minmax(0,1.4fr)_minmax(0,1.4fr)_15rem]'

/** The rooms and counters of the branch: edit, open, close, add. */
export function RoomsPart({ setUp }: { setUp: SetUpDto }) {
  const t = useTranslations('branches.rooms')
  const tAll = useTranslations('branches')
  const locale = useLocale()
  const { text } = usePlaceFormats()
  const branch = setUp.branch.slug
  const nameOf = (it: PointSetUp): string => text(localised(it.label, locale))
  const clinics = (it: PointSetUp): string =>
    setUp.services
      .filter(({ slug }) => it.services.includes(slug))
      .map(({ name }) => localised(name, locale))
      .join(locale === 'ar' ? '، ' : ', ')
  const { press, dialog } = useOpenOrClose('rooms', branch, nameOf)
  const columns: Column<PointSetUp>[] = [
    {
      key: 'label',
      head: t('one'),
      lead: true,
      cell: (it) => (
        <span className="flex items-center gap-2.5">
          <ColourDot colour={it.colour} />
          <bdi className="font-semibold break-words">{nameOf(it)}</bdi>
        </span>
      ),
    },
    { key: 'state', head: tAll('state'), phone: 'bare', cell: ({ status }) => <OpenState status={status} /> },
    {
      key: 'clinics',
      head: t('clinics'),
      phone: 'line',
      cell: (it) =>
        it.services.length === 0 ? <span className="text-near">{t('none')}</span> : <bdi>{clinics(it)}</bdi>,
    },
    { key: 'place', head: tAll('group.place'), phone: 'line', cell: (it) => <bdi>{placeOf(it, locale, text)}</bdi> },
    {
      key: 'actions',
      head: tAll('actions'),
      actions: true,
      cell: (it) => (
        <>
          <EditLink href={editPath('room', branch, { room: it.slug })} name={nameOf(it)} />
          <OpenOrClose status={it.status} name={nameOf(it)} onPress={() => press(it)} />
        </>
      ),
    },
  ]
  return (
    <ListPart
      words={{ caption: t('list'), add: t('add'), empty: t('empty'), emptyText: t('emptyText') }}
      addPath={editPath('room', branch)}
      rows={setUp.servicePoints}
      nameOf={(it) => it.label}
      keyOf={(it) => it.slug}
      columns={columns}
      layout={layout}
    >
      {dialog}
    </ListPart>
  )
}

function placeOf({ floor, directions }: PointSetUp, locale: 'ar' | 'en', written: (text: string) => string): string {
  return [floor, directions]
    .map((it) => written(localised(it, locale)))
    .filter(Boolean)
    .join(' · ')
}
