'use client'

import { useTranslations } from 'next-intl'
import { usePlaceFormats } from '@/lib/i18n/place'

/** When something was: "today 10:42", "yesterday 10:42", or the day and the time by the clock of the branch. */
export function Moment({ at }: { at: string }) {
  const t = useTranslations('shell.office')
  const { date, dateTime, time } = usePlaceFormats()
  const day = date(at)
  const word =
    day === date(new Date()) ? 'today' : day === date(new Date(Date.now() - 24 * 3_600_000)) ? 'yesterday' : null
  const isRecent = Math.abs(Date.now() - Date.parse(at)) < 3 * 24 * 3_600_000
  return (
    <time dateTime={at} suppressHydrationWarning>
      {word && isRecent ? t(word, { time: time(at) }) : dateTime(at)}
    </time>
  )
}
