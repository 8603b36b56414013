'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { ConfirmDialog } from '@/lib/ui/office/confirm-dialog'
import { useToast } from '@/lib/ui/toast'
import type { JobDto } from '../contract'
import { runJobAgain } from '../endpoints'
import { useJobName } from './use-job-name'

/** Has a failed job run again, after confirmation. */
export function RunAgain({ job, onClose }: { job: JobDto; onClose: () => void }) {
  const t = useTranslations('jobs.again')
  const tErrors = useTranslations('errors')
  const nameOf = useJobName()
  const router = useRouter()
  const toast = useToast()
  const { pending, problem, run } = useCommand()

  async function runAgain(): Promise<void> {
    if (!(await run(() => request(runJobAgain, { params: { id: job.id } })))) return
    toast({ text: t('done') })
    router.refresh()
    onClose()
  }

  /** Reloads the list after a refusal, because another person was first. */
  function close(): void {
    if (problem) router.refresh()
    onClose()
  }

  return (
    <ConfirmDialog
      open
      onClose={close}
      title={t('title')}
      confirm={t('submit')}
      onConfirm={() => void runAgain()}
      pending={pending}
      problem={problem ? tErrors(problem.code) : undefined}
    >
      {t('text', { name: nameOf(job.name) })}
    </ConfirmDialog>
  )
}
