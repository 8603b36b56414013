'use client'
import { useTranslations } from 'next-intl'
import type { ServiceDto } from '@/lib/features/branches/contract'
import type { Formats } from '@/lib/i18n/formats'
import { addDays, localTime } from '@/lib/shared/time'

/** When a closed clinic opens next, in relative words where the calendar allows. */
export type Opening =
  | { key: 'opensUnknown' }
  | { key: 'opensToday' | 'opensTomorrow' | 'opens'; day: string; time: string }

export function openingOf(service: ServiceDto, now: Date, timeZone: string, formats: Formats): Opening {
  if (service.opensAt === null) return { key: 'opensUnknown' }
  const at = new Date(service.opensAt)
  const [date, today] = [localTime(at, timeZone).date, localTime(now, timeZone).date]
  const key = date === today ? 'opensToday' : date === addDays(today, 1) ? 'opensTomorrow' : 'opens'
  return { key, day: formats.date(at), time: formats.time(at) }
}

/** One short line for a tile: "Closed now · opens at 13:00". */
export function useOpeningLine(formats: Formats, timeZone: string): (service: ServiceDto, now: Date) => string[] {
  const t = useTranslations('visitor.home')
  return (service, now) => {
    const state = service.availability === 'full' ? t('full') : t('closed')
    const opening = openingOf(service, now, timeZone, formats)
    return opening.key === 'opensUnknown' ? [state] : [state, t(opening.key, opening)]
  }
}
