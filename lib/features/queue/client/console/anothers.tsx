'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import type { Question } from './commands'
import { useConsole } from './context'
import { takesFocus } from './focus'
import { isolatedCode } from './words'

/** Asks before a command ends a service started by a colleague. */
export function AnothersDialog() {
  const t = useTranslations('console.anothers')
  const { dialog, openDialog } = useConsole()
  const question = dialog?.kind === 'anothers' ? dialog.question : null
  const close = () => question && openDialog(null)
  return (
    <Dialog
      open={question !== null}
      onClose={close}
      title={question ? t('title', { code: isolatedCode(question.code) }) : ''}
      actions={
        question && (
          <>
            <Button
              variant="danger"
              onClick={() => {
                close()
                question.confirm()
              }}
            >
              <Confirmation question={question} />
            </Button>
            <Button ref={takesFocus} onClick={close}>
              {t('keep')}
            </Button>
          </>
        )
      }
    >
      {question && <Text question={question} />}
    </Dialog>
  )
}

function Confirmation({ question: { command } }: { question: Question }) {
  const t = useTranslations('console.anothers')
  if (command === 'callNext' || command === 'hold' || command === 'transfer' || command === 'undo') return t(command)
  return t('finish')
}

function Text({ question: { by, startedAt } }: { question: Question }) {
  const t = useTranslations('console.anothers')
  const { formats } = useConsole()
  const time = startedAt === null ? '' : formats.time(startedAt)
  return (
    <p className="text-ink-2">
      {by === null ? t('textUnknown', { time }) : t('text', { name: `\u2068${by}\u2069`, time })}
    </p>
  )
}
