'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { BranchRef } from '@/lib/features/branches/contract'
import { Link } from '@/lib/i18n/navigation'
import { Button, buttonClass } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import type { DeviceDto } from '../contract'
import { AddDevice } from './add-device'
import { DeviceTable } from './device-table'
import { RenameDevice } from './rename-device'
import { RevokeDevice } from './revoke-device'

type Props = {
  devices: readonly DeviceDto[]
  /** The branches in which the actor may add devices. */
  branches: readonly BranchRef[]
  /** Shows revoked devices. */
  revoked: boolean
  /** The address of this server, as devices open it. */
  origin: string
}

type Doing = { what: 'add' } | { what: 'rename' | 'revoke'; device: DeviceDto } | null

const refreshEvery = 20_000

/** The devices of the branches that the actor manages: list, add, rename, revoke. */
export function DevicesScreen({ devices, branches, revoked, origin }: Props) {
  const t = useTranslations('devices')
  const router = useRouter()
  const [doing, setDoing] = useState<Doing>(null)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), refreshEvery)
    return () => clearInterval(timer)
  }, [router])
  const close = () => setDoing(null)
  const add = (
    <Button variant="primary" onClick={() => setDoing({ what: 'add' })}>
      <Icon name="plus" />
      {t('add.action')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} action={add} />
      {devices.length === 0 ? (
        <EmptyState
          icon={<OfficeIcon name="devices" className="size-7" />}
          title={t(revoked ? 'empty.noneRevoked' : 'empty.title')}
        >
          {t(revoked ? 'empty.noneRevokedText' : 'empty.text')}
        </EmptyState>
      ) : (
        <DeviceTable
          devices={devices}
          branches={branches}
          caption={t(revoked ? 'revokedList' : 'list')}
          onRename={(device) => setDoing({ what: 'rename', device })}
          onRevoke={(device) => setDoing({ what: 'revoke', device })}
        />
      )}
      <p className="mt-5">
        <Link
          href={revoked ? '/admin/devices' : '/admin/devices?revoked=true'}
          className={buttonClass({ variant: 'quiet' })}
        >
          {t(revoked ? 'showPaired' : 'showRevoked')}
        </Link>
      </p>
      {doing?.what === 'add' && <AddDevice branches={branches} origin={origin} onClose={close} />}
      {doing?.what === 'rename' && <RenameDevice device={doing.device} onClose={close} />}
      {doing?.what === 'revoke' && <RevokeDevice device={doing.device} onClose={close} />}
    </>
  )
}
