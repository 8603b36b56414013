'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './icon'

type Props = {
  open: boolean
  /** Called on Escape, the close button, and a click outside. */
  onClose: () => void
  /** Neither Escape nor a click outside closes it, so that its contents are not lost by accident. */
  insists?: boolean
  title: string
  children: ReactNode
  /** The buttons, the most likely one first. */
  actions?: ReactNode
}

/** Opens or closes; a browser without dialogs (iOS before 15.4) shows its content in the page. */
function toggle(dialog: HTMLDialogElement): void {
  if (!('showModal' in dialog)) (dialog as HTMLElement).toggleAttribute('open')
  else if (dialog.open) dialog.close()
  else dialog.showModal()
}

const firstField = 'form input:not([type=hidden]):not([hidden]),form select,form textarea'

/**
 * A question or a short form above the page. The browser's own `<dialog>` handles focus and Escape; a form is ready to
 * type into.
 */
export function Dialog({ open, onClose, insists = false, title, children, actions }: Props) {
  const t = useTranslations('shell')
  const id = useId()
  const box = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const dialog = box.current
    if (!dialog) return
    if (open === dialog.hasAttribute('open')) return
    toggle(dialog)
    // The browser focuses the first control, which is the close button.
    if (open) dialog.querySelector<HTMLElement>(firstField)?.focus()
  }, [open])

  return (
    <dialog
      ref={box}
      aria-labelledby={id}
      onClose={onClose}
      onCancel={(event) => {
        if (insists && event.target === event.currentTarget) event.preventDefault()
      }}
      onClick={(event) => {
        if (!insists && event.target === event.currentTarget) onClose()
      }}
      className="m-auto w-[min(32rem,calc(100%-2rem))] rounded-lg border border-line bg-surface p-0 text-ink shadow-2"
    >
      <div className="grid gap-4 p-5">
        <div className="flex items-start gap-3">
          <h2 id={id} className="flex-1 text-lg font-semibold">
            {title}
          </h2>
          <button
            type="button"
            onClick={onClose}
            aria-label={t('close')}
            className="-me-2 -mt-2 grid size-11 place-items-center rounded-full text-ink-2 hover:bg-sunken"
          >
            <Icon name="close" />
          </button>
        </div>
        {children}
        {actions !== undefined && <div className="flex flex-wrap gap-3 *:flex-1">{actions}</div>}
      </div>
    </dialog>
  )
}
