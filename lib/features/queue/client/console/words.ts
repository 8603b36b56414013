import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { useConsole } from './context'
import type { ConsoleChange } from './history'

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

/** Says what a change was: `Finished E013`. */
export function useDoneWords(): (change: ConsoleChange) => string {
  const t = useTranslations('console.done')
  const locale = useLocale()
  const { branch, formats } = useConsole()
  return ({ command, code, services }) => {
    const target = branch.services.find((one) => one.slug === services.at(-1))
    return t(command, { code: isolatedCode(code), service: target ? formats.text(target.name[locale]) : '' })
  }
}
