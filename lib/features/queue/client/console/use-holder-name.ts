'use client'

import { useTranslations } from 'next-intl'
import { unreadable } from '@/lib/shared/unreadable'
import type { LineTicketDto } from '../../contract'
import { useConsole } from './context'

/** What stands in the place of a visitor's name: the name, that it cannot be read, or that this is a visitor. */
export function useHolderName({ holderName }: LineTicketDto): string {
  const t = useTranslations('console.current')
  const { namesHidden } = useConsole()
  if (namesHidden || holderName === null) return t('visitor')
  return holderName === unreadable ? t('unreadableName') : holderName
}
