'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { BranchRef } from '@/lib/features/branches/contract'
import { localised } from '@/lib/i18n/localised'
import type { Tone } from '@/lib/ui/badge'
import { Icon, type IconName } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { RowAction } from '@/lib/ui/office/row-action'
import { StateWord } from '@/lib/ui/office/state-word'
import type { DeviceDto } from '../contract'

type Props = {
  devices: readonly DeviceDto[]
  branches: readonly BranchRef[]
  caption: string
  onRename: (device: DeviceDto) => void
  onRevoke: (device: DeviceDto) => void
}

const looks: Record<DeviceDto['state'], { tone: Tone; icon: IconName }> = {
  never_seen: { tone: 'waiting', icon: 'clock' },
  present: { tone: 'done', icon: 'check' },
  away: { tone: 'near', icon: 'offline' },
  revoked: { tone: 'plain', icon: 'close' },
}

// The actions show only their icons below `lg`.
const layouts = {
  ofOneBranch:
    'pe-28 md:pe-2 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_6rem] lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_17rem]',
  withBranch:
    'pe-28 md:pe-2 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_6rem] lg:grid-cols-[minmax(0,2fr)_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_17rem]',
}

/** The list of devices with their actions. */
export function DeviceTable({ devices, branches, caption, onRename, onRevoke }: Props) {
  const t = useTranslations('devices')
  const locale = useLocale()
  const nameOf = (slug: string): string => {
    const found = branches.find((it) => it.slug === slug)
    return found ? localised(found.name, locale) : slug
  }
  const branch: Column<DeviceDto> = {
    key: 'branch',
    head: t('branch'),
    phone: 'bare',
    cell: (device) => <bdi>{nameOf(device.branch)}</bdi>,
  }
  const columns: Column<DeviceDto>[] = [
    {
      key: 'device',
      head: t('device'),
      lead: true,
      cell: (device) => <Name device={device} kind={t(`kind.${device.kind}`)} />,
    },
    ...(branches.length > 1 ? [branch] : []),
    {
      key: 'state',
      head: t('stateHead'),
      phone: 'bare',
      cell: ({ state }) => <StateWord {...looks[state]}>{t(`state.${state}`)}</StateWord>,
    },
    { key: 'seen', head: t('lastSeenHead'), phone: 'bare', cell: (device) => <Seen device={device} /> },
    {
      key: 'actions',
      head: t('actions'),
      actions: true,
      cell: (device) =>
        device.state === 'revoked' ? null : (
          <>
            <RowAction
              icon={<OfficeIcon name="edit" />}
              text={t('rename.action')}
              label={t('rename.actionFor', { label: device.label })}
              onPress={() => onRename(device)}
            />
            <RowAction
              icon={<Icon name="close" />}
              text={t('revoke.action')}
              label={t('revoke.actionFor', { label: device.label })}
              danger
              onPress={() => onRevoke(device)}
            />
          </>
        ),
    },
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={devices}
      rowKey={(it) => it.id}
      layout={branches.length > 1 ? layouts.withBranch : layouts.ofOneBranch}
    />
  )
}

function Name({ device: { kind, label }, kind: kindName }: { device: DeviceDto; kind: string }) {
  return (
    <span className="flex items-center gap-3">
      <span className="grid size-9 shrink-0 place-items-center rounded-sm bg-sunken text-ink-2">{drawingOf(kind)}</span>
      <span className="min-w-0 leading-tight">
        <span className="block">
          <bdi className="font-semibold break-words">{label}</bdi>
        </span>
        <span className="block text-sm text-ink-3">{kindName}</span>
      </span>
    </span>
  )
}

function drawingOf(kind: DeviceDto['kind']): ReactNode {
  if (kind === 'display') return <OfficeIcon name="display" />
  return <OfficeIcon name={kind === 'tablet' ? 'tablet' : 'print'} />
}

function Seen({ device: { seenAt } }: { device: DeviceDto }) {
  if (seenAt !== null) return <Moment at={seenAt} />
  return (
    <span aria-hidden="true" className="max-md:hidden">
      —
    </span>
  )
}
