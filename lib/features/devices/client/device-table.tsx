'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { BranchRef } from '@/lib/features/branches/contract'
import { localised } from '@/lib/i18n/localised'
import { Badge, type Tone } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { Icon, type IconName } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
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
      cell: ({ state }) => <Badge {...looks[state]}>{t(`state.${state}`)}</Badge>,
    },
    { key: 'seen', head: t('lastSeenHead'), cell: (device) => <Seen device={device} /> },
    {
      key: 'actions',
      head: t('actions'),
      actions: true,
      cell: (device) =>
        device.state === 'revoked' ? null : (
          <div className="flex flex-wrap gap-2 md:flex-nowrap md:justify-end">
            <Button
              size="small"
              aria-label={t('rename.actionFor', { label: device.label })}
              onClick={() => onRename(device)}
            >
              {t('rename.action')}
            </Button>
            <Button
              size="small"
              variant="danger"
              aria-label={t('revoke.actionFor', { label: device.label })}
              onClick={() => onRevoke(device)}
            >
              {t('revoke.action')}
            </Button>
          </div>
        ),
    },
  ]
  return <DataTable caption={caption} columns={columns} rows={devices} rowKey={(it) => it.id} />
}

function Name({ device: { kind, label }, kind: kindName }: { device: DeviceDto; kind: string }) {
  return (
    <span className="flex items-center gap-3">
      <span className="grid size-11 shrink-0 place-items-center rounded-md bg-sunken text-ink-2">
        {drawingOf(kind)}
      </span>
      <span className="min-w-0">
        <span className="block">
          <bdi className="font-semibold break-words">{label}</bdi>
        </span>
        <span className="block text-sm text-ink-3">{kindName}</span>
      </span>
    </span>
  )
}

function drawingOf(kind: DeviceDto['kind']): ReactNode {
  if (kind === 'display') return <Icon name="display" />
  return <OfficeIcon name={kind === 'tablet' ? 'tablet' : 'print'} />
}

function Seen({ device: { seenAt } }: { device: DeviceDto }) {
  return seenAt === null ? <span aria-hidden="true">—</span> : <Moment at={seenAt} />
}
