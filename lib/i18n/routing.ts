import { defineRouting } from 'next-intl/routing'

export const locales = ['ar', 'en'] as const
export type Locale = (typeof locales)[number]

/** Arabic first; every page path begins with its language. */
export const routing = defineRouting({ locales, defaultLocale: 'ar', localePrefix: 'always' })

/** The direction of writing, for `<html dir>`. */
export function directionOf(locale: Locale): 'rtl' | 'ltr' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}
