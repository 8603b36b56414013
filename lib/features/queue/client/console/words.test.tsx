import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { formatsOf } from '@/lib/i18n/formats'
import ar from '@/lib/i18n/messages/ar/console.json'
import en from '@/lib/i18n/messages/en/console.json'
import type { Locale } from '@/lib/i18n/routing'
import { useMinutes } from './words'

function Waits({ locale }: { locale: Locale }) {
  const minutes = useMinutes(formatsOf({ locale, digits: 'arab', timeZone: 'Asia/Riyadh' }))
  return [0.2, 7, 65, null].map((wait) => minutes(wait)).join(' | ')
}

function waitsIn(locale: Locale): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ console: { ar, en }[locale] }} timeZone="UTC">
      <Waits locale={locale} />
    </NextIntlClientProvider>,
  )
}

test('S12: a wait of less than a minute says so, and never shows a zero', () => {
  expect(waitsIn('ar')).toBe('أقل من دقيقة | ٧ د | ١ س ٥ د | —')
  expect(waitsIn('en')).toBe('under 1 min | 7 min | 1 h 5 min | —')
})
