'use client'

import { useTranslations } from 'next-intl'
import { usePlaceFormats } from '@/lib/i18n/place'

/** A point in time: "today 10:42", "yesterday 10:42", or the day and the time by the clock of the branch. */
export function Moment({ at }: { at: string }) {
  const t = useTranslations('shell.office')
  const { date, dateTime, time } = usePlaceFormats()
  const word = wordFor(at, date)
  return (
    <time dateTime={at} suppressHydrationWarning>
      {word ? t(word, { time: time(at) }) : dateTime(at)}
    </time>
  )
}

const day = 24 * 3_600_000

function wordFor(at: string, dayOf: (at: Date | string) => string): 'today' | 'yesterday' | null {
  const now = Date.now()
  // The formatted day has no year.
  if (Math.abs(now - Date.parse(at)) > 3 * day) return null
  if (dayOf(at) === dayOf(new Date(now))) return 'today'
  return dayOf(at) === dayOf(new Date(now - day)) ? 'yesterday' : null
}
