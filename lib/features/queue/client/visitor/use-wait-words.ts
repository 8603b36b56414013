'use client'
import { useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import type { TicketDto } from '../../contract'

/** A range of minutes in words: “about 10–15 minutes”, “less than 5 minutes”; null where none is known. */
export function useWaitWords({ number }: Formats): (wait: TicketDto['wait'] | undefined) => string | null {
  const t = useTranslations('visitor.wait')
  return (wait) => {
    if (!wait) return null
    const { low, high } = wait
    return t(low === 0 ? 'under' : 'range', { count: high, low: number(low), high: number(high) })
  }
}
