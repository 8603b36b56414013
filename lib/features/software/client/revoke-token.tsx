'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { ConfirmDialog } from '@/lib/ui/office/confirm-dialog'
import { useToast } from '@/lib/ui/toast'
import type { TokenDto } from '../contract'
import { revokeToken } from '../endpoints'

/** Revokes a token, after confirmation. */
export function RevokeToken({ token, onClose }: { token: TokenDto; onClose: () => void }) {
  const t = useTranslations('software.revoke')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const toast = useToast()
  const { pending, problem, run } = useCommand()

  async function revoke(): Promise<void> {
    if (!(await run(() => request(revokeToken, { params: { id: token.id } })))) return
    toast({ text: t('done') })
    router.refresh()
    onClose()
  }

  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('title', { name: token.name })}
      confirm={t('submit')}
      onConfirm={() => void revoke()}
      danger
      pending={pending}
      problem={problem ? tErrors(problem.code) : undefined}
    >
      {t('text')}
    </ConfirmDialog>
  )
}
