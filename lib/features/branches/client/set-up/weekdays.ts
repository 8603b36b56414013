'use client'

import { useLocale } from 'next-intl'

/** The days of the week, Sunday being 0. */
export const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

/** The names of the days of the week in the language of the page. */
export function useWeekdayName(): (weekday: number) => string {
  const format = new Intl.DateTimeFormat(useLocale(), { weekday: 'long', timeZone: 'UTC' })
  // 4 January 2026 is a Sunday.
  return (weekday) => format.format(new Date(Date.UTC(2026, 0, 4 + weekday)))
}
