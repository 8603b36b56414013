import type { Messages } from '@/lib/i18n/messages'
import type { Locale } from '@/lib/i18n/routing'
import type { LocalisedText } from '@/lib/shared/fields'

/** The screen speaks both languages at once, so it carries the texts of both. */
export type TvWords = Record<Locale, Messages['tv']>

/** One of the screen's own words, in both languages. */
export function wordOf(words: TvWords, key: keyof Messages['tv']): LocalisedText {
  return { ar: words.ar[key], en: words.en[key] }
}
