'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { ConfirmDialog } from '@/lib/ui/office/confirm-dialog'
import { useToast } from '@/lib/ui/toast'
import type { DeviceDto } from '../contract'
import { revokeDevice } from '../endpoints'

/** Revokes a device, after confirmation. */
export function RevokeDevice({ device, onClose }: { device: DeviceDto; onClose: () => void }) {
  const t = useTranslations('devices.revoke')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const toast = useToast()
  const { pending, problem, run } = useCommand()

  async function revoke(): Promise<void> {
    if (!(await run(() => request(revokeDevice, { params: { id: device.id } })))) return
    toast({ text: t('done') })
    router.refresh()
    onClose()
  }

  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('title', { label: device.label })}
      confirm={t('submit')}
      onConfirm={() => void revoke()}
      danger
      pending={pending}
      problem={problem ? tErrors(problem.code) : undefined}
    >
      {t(device.kind)}
    </ConfirmDialog>
  )
}
