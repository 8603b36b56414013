'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { useConsole } from './context'
import { takesFocus } from './focus'
import { isolatedCode } from './words'

/** Asks for confirmation before a ticket is cancelled. */
export function CancelDialog() {
  const t = useTranslations('console.cancel')
  const { dialog, openDialog, commands } = useConsole()
  const ticket = dialog?.kind === 'cancel' ? dialog.ticket : null
  const close = () => ticket && openDialog(null)
  return (
    <Dialog
      open={ticket !== null}
      onClose={close}
      title={ticket ? t('title', { code: isolatedCode(ticket.code) }) : ''}
      actions={
        <>
          <Button
            variant="danger"
            onClick={() => {
              close()
              if (ticket) commands.run('cancel', ticket)
            }}
          >
            {t('confirm')}
          </Button>
          <Button ref={takesFocus} onClick={close}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t('text')}</p>
    </Dialog>
  )
}
