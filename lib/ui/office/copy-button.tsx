'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '../button'
import { Icon } from '../icon'
import { OfficeIcon } from './office-icon'

type Props = {
  /** The text to copy. */
  text: string
  /** "Copy" by default. */
  label?: string
}

/** Copies a text to the clipboard and confirms it. */
export function CopyButton({ text, label }: Props) {
  const t = useTranslations('shell.office')
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready')
  useEffect(() => {
    if (state === 'ready') return
    const timer = setTimeout(() => setState('ready'), 4000)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <Button
      onClick={(event) => {
        const beside = event.currentTarget
        void copy(text, beside).then((done) => setState(done ? 'copied' : 'failed'))
      }}
    >
      {state === 'copied' ? <Icon name="check" /> : <OfficeIcon name="copy" />}
      <span role="status">{state === 'ready' ? (label ?? t('copy')) : t(state)}</span>
    </Button>
  )
}

async function copy(text: string, beside: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Without https there is no clipboard API. `execCommand` needs a field on the page, inside an open dialog.
    const field = document.createElement('textarea')
    field.value = text
    field.className = 'sr-only'
    beside.after(field)
    field.select()
    const done = execCopy()
    field.remove()
    beside.focus()
    return done
  }
}

function execCopy(): boolean {
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}
