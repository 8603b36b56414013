'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '../button'
import { Dialog } from '../dialog'
import { Notice } from '../notice'

type Props = {
  open: boolean
  onClose: () => void
  /** The question. */
  title: string
  /** What will happen. */
  children: ReactNode
  /** The verb on the button: "End session", not "Yes". */
  confirm: string
  onConfirm: () => void
  /** The action is destructive. */
  danger?: boolean
  pending?: boolean
  /** Why the action failed. */
  problem?: string | undefined
}

/** Asks for confirmation before an action that cannot be undone. */
export function ConfirmDialog({ open, onClose, title, children, confirm, onConfirm, danger, pending, problem }: Props) {
  const t = useTranslations('shell')
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant={danger ? 'danger' : 'primary'} pending={pending === true} onClick={onConfirm}>
            {confirm}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="text-ink-2">{children}</div>
      <div role="alert" className="empty:hidden">
        {problem !== undefined && <Notice tone="missed">{problem}</Notice>}
      </div>
    </Dialog>
  )
}
