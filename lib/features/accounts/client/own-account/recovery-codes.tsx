'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'
import { CopyButton } from '@/lib/ui/office/copy-button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'

type Props = { codes: readonly string[]; username: string; onKept: () => void }

/** Shows the recovery codes once, to copy or print, until the person confirms that they are kept. */
export function RecoveryCodes({ codes, username, onKept }: Props) {
  const t = useTranslations('accounts.recovery')
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    head.current?.focus()
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])
  return (
    <div className="grid gap-4 border-t border-line pt-5">
      <h3 ref={head} tabIndex={-1} className="font-semibold outline-none">
        {t('title')}
      </h3>
      <Notice tone="near">{t('text')}</Notice>
      <CodeList codes={codes} />
      <div className="flex flex-wrap gap-3">
        <CopyButton text={codes.join('\n')} label={t('copy')} />
        <Button onClick={() => window.print()}>
          <OfficeIcon name="print" />
          {t('print')}
        </Button>
        <Button variant="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
      {createPortal(
        <div className="print-sheet hidden gap-4 p-10 print:grid">
          <p className="text-xl font-semibold">{t('sheet')}</p>
          <p dir="ltr" translate="no">
            {username}
          </p>
          <CodeList codes={codes} />
          <p>{t('sheetText')}</p>
        </div>,
        document.body,
      )}
    </div>
  )
}

function CodeList({ codes }: { codes: readonly string[] }) {
  return (
    <ul
      dir="ltr"
      translate="no"
      className="grid gap-x-6 gap-y-2 rounded-md border border-dashed border-line-strong bg-sunken p-4 text-center font-mono text-lg sm:grid-cols-2"
    >
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  )
}
