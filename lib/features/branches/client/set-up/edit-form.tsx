'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { loadPage } from '@/lib/client/load-page'
import { Link } from '@/lib/i18n/navigation'
import { Button, buttonClass } from '@/lib/ui/button'
import { Notice } from '@/lib/ui/notice'
import type { Save } from './use-save'

type Props = {
  save: Save
  onSave: () => void
  /** The verb on the button; "Save" by default. */
  submit?: string
  /** Where "Cancel" leads. */
  back?: string
  children: ReactNode
}

/** A form of the set-up: why it was refused, the fields, and its buttons. The first wrong field gets the focus. */
export function EditForm({ save, onSave, submit, back, children }: Props) {
  const t = useTranslations('branches')
  const tShell = useTranslations('shell')
  const form = useRef<HTMLFormElement>(null)
  const { problems } = save
  const [marked, setMarked] = useState(false)
  useLayoutEffect(() => {
    const isWrong = Object.keys(problems).length > 0
    const field = isWrong ? form.current?.querySelector<HTMLElement>('[aria-invalid=true],[data-wrong]') : null
    setMarked(Boolean(field))
    field?.focus()
  }, [problems])
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
      className="grid gap-6"
    >
      {children}
      <div role="alert" className="empty:hidden">
        <Refusal save={save} marked={marked} />
      </div>
      {save.clashes.length > 0 && <ClashNote save={save} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={save.pending} className="min-w-32">
          {save.clashes.length > 0 ? t('clash.keep') : (submit ?? t('save'))}
        </Button>
        {back !== undefined && (
          <Link href={back} className={buttonClass()}>
            {tShell('cancel')}
          </Link>
        )}
      </div>
    </form>
  )
}

/** Why the whole was refused. `marked`: what is wrong stands beside a field. */
function Refusal({ save: { refusal }, marked }: { save: Save; marked: boolean }) {
  const t = useTranslations('errors')
  if (refusal === null) return null
  // The text of `stale_version` is about tickets.
  return (
    <Notice tone="missed">{t(marked ? 'invalid_input' : refusal === 'stale_version' ? 'conflict' : refusal)}</Notice>
  )
}

const names: Record<string, 'dayStarts' | undefined> = { dayStartsMinute: 'dayStarts' }

function ClashNote({ save: { clashes } }: { save: Save }) {
  const t = useTranslations('branches')
  const locale = useLocale()
  const nameOf = (field: string): string => t(`field.${(names[field] ?? field) as 'name'}`)
  const fields = new Intl.ListFormat(locale).format(clashes.map(nameOf))
  return (
    <div role="alert">
      <Notice tone="near" title={t('clash.title')}>
        <p>{t('clash.text', { fields })}</p>
        <div className="pt-3">
          <Button onClick={() => loadPage(window.location.href)}>{t('clash.theirs')}</Button>
        </div>
      </Notice>
    </div>
  )
}
