'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/lib/ui/notice'
import { TryAgainNote } from './try-again-note'
import type { Attempt } from './use-attempt'

type Props = {
  attempt: Attempt
  /** Messages that replace the default ones for some codes. */
  words?: Readonly<Record<string, string>>
  /** Shown when there is no error to report. */
  otherwise?: ReactNode
}

/** The state of a request: refused and why, seconds to wait, or a slow network. */
export function AttemptNote({ attempt, words = {}, otherwise }: Props) {
  const t = useTranslations('accounts')
  const tErrors = useTranslations('errors')
  const { refusal, waitSeconds, slow } = attempt
  if (refusal?.code === 'too_many_requests')
    return (
      <>
        <TryAgainNote seconds={waitSeconds} />
        {waitSeconds === 0 && !slow && otherwise}
      </>
    )
  return (
    <>
      <div role="alert" className="empty:hidden">
        {refusal && <Notice tone="missed">{words[refusal.code] ?? tErrors(refusal.code)}</Notice>}
      </div>
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {slow && t('slow')}
      </p>
      {!refusal && !slow && otherwise}
    </>
  )
}
