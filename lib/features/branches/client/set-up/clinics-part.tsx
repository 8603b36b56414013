'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { Link } from '@/lib/i18n/navigation'
import { usePlaceFormats } from '@/lib/i18n/place'
import type { Column } from '@/lib/ui/office/data-table'
import { StateWord } from '@/lib/ui/office/state-word'
import { ServiceIcon } from '@/lib/ui/service-icon'
import type { ServiceSetUp } from '../../service-set-up-contract'
import type { SetUpDto } from '../../set-up-contract'
import { ListPart } from './list-part'
import { EditLink, OpenOrClose, OpenState } from './row-actions'
import { editPath } from './set-up-page'
import { useOpenOrClose } from './use-open-or-close'

const layout =
  'pe-28 md:pe-2 md:grid-cols-[minmax(0,2fr)_5rem_6rem_6rem_minmax(0,1.4fr)_6rem] lg:grid-cols-[minmax(0,2fr)_5rem_6rem_6rem_minmax(0,1.4fr)_15rem]'

/** The clinics of the branch: edit, open, close, add. */
export function ClinicsPart({ setUp }: { setUp: SetUpDto }) {
  const t = useTranslations('branches.clinics')
  const tAll = useTranslations('branches')
  const locale = useLocale()
  const { number } = usePlaceFormats()
  const branch = setUp.branch.slug
  const nameOf = (it: ServiceSetUp): string => localised(it.name, locale)
  const { press, dialog } = useOpenOrClose('clinics', branch, nameOf)
  const columns: Column<ServiceSetUp>[] = [
    { key: 'name', head: t('one'), lead: true, cell: (it) => <Name clinic={it} /> },
    {
      key: 'prefix',
      head: t('prefix'),
      cell: ({ prefix }) => (
        <bdi dir="ltr" translate="no" className="font-semibold text-ink">
          {prefix}
        </bdi>
      ),
    },
    {
      key: 'minutes',
      head: t('minutes'),
      phone: 'bare',
      cell: (it) => t('minutesValue', { n: number(it.typicalMinutes) }),
    },
    { key: 'state', head: tAll('state'), phone: 'bare', cell: ({ status }) => <OpenState status={status} /> },
    { key: 'rooms', head: t('rooms'), phone: 'line', cell: (it) => <Rooms clinic={it} setUp={setUp} /> },
    {
      key: 'actions',
      head: tAll('actions'),
      actions: true,
      cell: (it) => (
        <>
          <EditLink href={editPath('clinic', branch, { clinic: it.slug })} name={nameOf(it)} />
          <OpenOrClose status={it.status} name={nameOf(it)} onPress={() => press(it)} />
        </>
      ),
    },
  ]
  return (
    <ListPart
      words={{ caption: t('list'), add: t('add'), empty: t('empty'), emptyText: t('emptyText') }}
      addPath={editPath('clinic', branch)}
      rows={setUp.services}
      nameOf={(it) => it.name}
      keyOf={(it) => it.slug}
      columns={columns}
      layout={layout}
    >
      {dialog}
    </ListPart>
  )
}

function Name({ clinic: { name, icon, status } }: { clinic: ServiceSetUp }) {
  const locale = useLocale()
  const other = locale === 'ar' ? 'en' : 'ar'
  return (
    <span className="flex items-center gap-3">
      <ServiceIcon icon={icon} muted={status === 'closed'} className="size-10!" />
      <span className="min-w-0 leading-tight">
        <span className="block font-semibold break-words">
          <bdi>{localised(name, locale)}</bdi>
        </span>
        <span lang={other} className="block text-sm text-ink-3">
          <bdi>{name[other]}</bdi>
        </span>
      </span>
    </span>
  )
}

/** Lists the open rooms of a clinic, or warns that it has none: then nobody can be called. */
function Rooms({ clinic, setUp }: { clinic: ServiceSetUp; setUp: SetUpDto }) {
  const t = useTranslations('branches.clinics')
  const locale = useLocale()
  const { text } = usePlaceFormats()
  const rooms = setUp.servicePoints.filter((it) => it.status === 'open' && it.services.includes(clinic.slug))
  if (rooms.length > 0)
    return (
      <bdi>
        {new Intl.ListFormat(locale, { style: 'short', type: 'unit' }).format(
          rooms.map((it) => text(localised(it.label, locale))),
        )}
      </bdi>
    )
  if (clinic.status === 'closed') return null
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <StateWord tone="near" icon="warning">
        {t('noRoom')}
      </StateWord>
      <Link
        href={editPath('room', setUp.branch.slug, { clinic: clinic.slug })}
        className="inline-flex min-h-8 items-center font-semibold text-turn underline underline-offset-4"
      >
        {t('addRoom')}
      </Link>
    </span>
  )
}
