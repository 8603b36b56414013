'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { localised } from '@/lib/i18n/localised'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Notice } from '@/lib/ui/notice'
import type { TicketDto } from '../../contract'
import { leaveLine } from './queue-commands'

type Props = {
  ticket: TicketDto
  token: string
  open: boolean
  close: () => void
  onLeft: (ticket: TicketDto) => void
}

/** Asks before leaving the line, because the place cannot be restored. */
export function LeaveDialog({ ticket, token, open, close, onLeft }: Props) {
  const t = useTranslations('visitor')
  const explain = useTranslations('errors')
  const clinic = localised(ticket.service.name, useLocale())
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const leave = async () => {
    setPending(true)
    setProblem(null)
    try {
      const sent = await leaveLine(ticket, token)
      close()
      if (sent.kept) return
      onLeft(sent.answer)
      // The button disappears with the turn, so the focus moves to the start of the page.
      document.getElementById('main')?.focus({ preventScroll: true })
    } catch (error) {
      setProblem(error instanceof ApiError ? explain(error.code) : t('outbox.notSaved'))
    } finally {
      setPending(false)
    }
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('visit.leaveTitle')}
      actions={
        <>
          <Button onClick={close}>{t('visit.leaveNo')}</Button>
          <Button variant="danger" pending={pending} onClick={() => void leave()}>
            {t('visit.leaveYes')}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t('visit.leaveText', { clinic })}</p>
      {problem !== null && <Notice tone="missed">{problem}</Notice>}
    </Dialog>
  )
}
