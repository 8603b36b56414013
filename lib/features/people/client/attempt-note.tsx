'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/lib/ui/notice'
import { TryAgainNote } from './try-again-note'
import type { Attempt } from './use-attempt'

type Props = {
  attempt: Attempt
  /** Own words for some codes, where the usual ones do not fit. */
  words?: Readonly<Record<string, string>>
}

/** How a try stands: why it was refused, how long to wait, or that the network is weak. */
export function AttemptNote({ attempt, words = {} }: Props) {
  const t = useTranslations('people')
  const tErrors = useTranslations('errors')
  const { refusal, waitSeconds, slow } = attempt
  if (refusal?.code === 'too_many_requests') return <TryAgainNote seconds={waitSeconds} />
  return (
    <>
      <div role="alert" className="empty:hidden">
        {refusal && <Notice tone="missed">{words[refusal.code] ?? tErrors(refusal.code)}</Notice>}
      </div>
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {slow && t('slow')}
      </p>
    </>
  )
}
