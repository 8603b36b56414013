import { useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'

/** Isolates a ticket code in a sentence as left-to-right, as `<bdi dir="ltr">` does in markup. */
export function isolatedCode(code: string): string {
  return `\u2066${code}\u2069`
}

/** Formats minutes: `7 min`, `1 h 5 min`, `under 1 min`; a dash when unknown. */
export function useMinutes(formats: Formats): (minutes: number | null) => string {
  const t = useTranslations('console.minutes')
  return (minutes) => {
    if (minutes === null) return t('none')
    const whole = Math.round(minutes)
    if (whole === 0) return t('under')
    if (whole < 60) return t('short', { n: formats.number(whole) })
    return t('hours', { h: formats.number(Math.floor(whole / 60)), m: formats.number(whole % 60) })
  }
}
