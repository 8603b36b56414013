'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { useCommand } from '@/lib/client/use-command'
import { ConfirmDialog } from '@/lib/ui/office/confirm-dialog'
import { useToast } from '@/lib/ui/toast'
import { closeService, closeServicePoint, openService, openServicePoint } from '../../endpoints'

type Subject = { slug: string; status: 'open' | 'closed' }

const endpoints = {
  clinics: { open: openService, close: closeService, param: 'service' },
  rooms: { open: openServicePoint, close: closeServicePoint, param: 'servicePoint' },
} as const

/** Opens at once, and closes after a question that says what remains. `dialog` is part of the page. */
export function useOpenOrClose<Row extends Subject>(
  kind: 'clinics' | 'rooms',
  branch: string,
  nameOf: (row: Row) => string,
): { press: (row: Row) => void; dialog: ReactNode } {
  const t = useTranslations('branches')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const toast = useToast()
  const [asking, setAsking] = useState<Row | null>(null)
  const { pending, problem, run, forget } = useCommand()
  const { open, close, param } = endpoints[kind]

  async function send(row: Row): Promise<void> {
    const opens = row.status === 'closed'
    const done = await run(async () => {
      await request(opens ? open : close, { params: { [param]: row.slug }, body: { branch } })
      toast({ text: t(`${kind}.${opens ? 'opened' : 'closed'}`, { name: nameOf(row) }) })
      setAsking(null)
      router.refresh()
    })
    // Opening has no dialog that could say why it was refused.
    if (!done && opens) setAsking(row)
  }

  const dialog = asking && (
    <ConfirmDialog
      open
      onClose={() => {
        setAsking(null)
        forget()
      }}
      title={
        asking.status === 'open'
          ? t(`${kind}.closeTitle`, { name: nameOf(asking) })
          : t('openNamed', { name: nameOf(asking) })
      }
      confirm={t(asking.status === 'open' ? 'closeSubmit' : 'open')}
      danger={asking.status === 'open'}
      pending={pending}
      problem={problem ? tErrors(problem.code) : undefined}
      onConfirm={() => void send(asking)}
    >
      {asking.status === 'open' && t(`${kind}.closeText`)}
    </ConfirmDialog>
  )
  return { press: (row) => (row.status === 'open' ? setAsking(row) : void send(row)), dialog }
}
