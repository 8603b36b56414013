import type { Messages } from '@/lib/i18n/messages'
import type { Locale } from '@/lib/i18n/routing'
import type { LocalisedText } from '@/lib/shared/fields'

/** The texts of both languages, which the screen shows together. */
export type TvWords = Record<Locale, Messages['tv']>

/** One text of the screen in both languages. */
export function wordOf(words: TvWords, key: keyof Messages['tv']): LocalisedText {
  return { ar: words.ar[key], en: words.en[key] }
}
