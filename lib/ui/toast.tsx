'use client'

import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import { KeyHint } from './button'
import { classNames } from './class-names'
import { Icon } from './icon'

export type Toast = {
  text: ReactNode
  tone?: 'plain' | 'problem'
  /** Milliseconds until it disappears; 6 s by default. Problems stay until replaced. */
  ms?: number
  action?: { label: string; run: () => void; keyHint?: string }
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined)

/** Shows a short message at the bottom of the screen; a new one replaces the old. */
export function useToast(): (toast: Toast) => void {
  return use(ToastContext)
}

/** Provides the toast for the screens inside it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Toast & { id: number }) | null>(null)
  const last = useRef(0)
  const show = useCallback((toast: Toast) => {
    last.current += 1
    setShown({ ...toast, id: last.current })
  }, [])

  useEffect(() => {
    if (!shown || (shown.tone === 'problem' && shown.ms === undefined)) return
    const timer = setTimeout(() => setShown(null), shown.ms ?? 6000)
    return () => clearTimeout(timer)
  }, [shown])

  return (
    <ToastContext value={show}>
      {children}
      <div role="status" aria-live={shown?.tone === 'problem' ? 'assertive' : 'polite'}>
        {shown && <Note key={shown.id} toast={shown} dismiss={() => setShown(null)} />}
      </div>
    </ToastContext>
  )
}

function Note({ toast, dismiss }: { toast: Toast; dismiss: () => void }) {
  const t = useTranslations('shell')
  const problem = toast.tone === 'problem'
  return (
    // On a phone it leaves room for the connection note of the console.
    <div className="pointer-events-none fixed inset-x-4 bottom-[max(1rem,env(safe-area-inset-bottom))] z-50 flex justify-center max-md:bottom-[calc(2.75rem+env(safe-area-inset-bottom))]">
      <div
        className={classNames(
          'pointer-events-auto flex min-h-tap max-w-xl items-center gap-3 rounded-md py-2 ps-4 pe-2 shadow-2',
          problem ? 'border border-missed bg-missed-soft text-missed' : 'bg-ink text-paper',
        )}
      >
        {problem && <Icon name="warning" />}
        <span className="min-w-0 flex-1">{toast.text}</span>
        {toast.action && (
          <button
            type="button"
            className="flex min-h-11 items-center gap-2 rounded-sm px-3 font-semibold underline underline-offset-4"
            onClick={() => {
              toast.action?.run()
              dismiss()
            }}
          >
            {toast.action.label}
            {toast.action.keyHint !== undefined && (
              <span className="pointer-coarse:hidden">
                <KeyHint>{toast.action.keyHint}</KeyHint>
              </span>
            )}
          </button>
        )}
        {problem && (
          <button
            type="button"
            onClick={dismiss}
            aria-label={t('close')}
            className="grid size-11 place-items-center rounded-full"
          >
            <Icon name="close" />
          </button>
        )}
      </div>
    </div>
  )
}
