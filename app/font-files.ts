import type { Locale } from '@/lib/i18n/routing'
import arabicRegular from '../.generated/fonts/ibm-plex-sans-arabic-arabic-400-normal.woff2?address'
import arabicSemibold from '../.generated/fonts/ibm-plex-sans-arabic-arabic-600-normal.woff2?address'
import latinRegular from '../.generated/fonts/ibm-plex-sans-latin-400-normal.woff2?address'
import latinSemibold from '../.generated/fonts/ibm-plex-sans-latin-600-normal.woff2?address'

/** The fonts that the first view of every page in a language shows, to be loaded with its style sheet. */
export const firstFonts: Record<Locale, string[]> = {
  ar: [arabicRegular, arabicSemibold],
  en: [latinRegular, latinSemibold],
}
