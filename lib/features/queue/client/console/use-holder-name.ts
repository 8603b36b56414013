'use client'

import { useTranslations } from 'next-intl'
import { unreadable } from '@/lib/shared/unreadable'
import type { LineTicketDto } from '../../line-contract'
import { useConsole } from './context'

/** What to show as a visitor's name: the name, a text that it cannot be read, or the word for a visitor. */
export function useHolderName({ holderName }: Pick<LineTicketDto, 'holderName'>): string {
  const t = useTranslations('console.current')
  const { namesHidden } = useConsole()
  if (namesHidden || holderName === null) return t('visitor')
  return holderName === unreadable ? t('unreadableName') : holderName
}
