import { useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import type { Reason } from '../reasons'

/** Says why a clinic is the next one. `nameOf` gives the name of a clinic in the language of the page. */
export function useReasonWords(formats: Formats, nameOf: (service: string) => string): (reason: Reason) => string {
  const t = useTranslations('journeys.reasons')
  return (reason) => {
    if ('at' in reason) return t(reason.code, { time: formats.time(reason.at) })
    if ('service' in reason) return t(reason.code, { clinic: nameOf(reason.service) })
    return t(reason.code)
  }
}
