import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { formatsOf } from '@/lib/i18n/formats'
import ar from '@/lib/i18n/messages/ar/journeys.json'
import en from '@/lib/i18n/messages/en/journeys.json'
import type { Locale } from '@/lib/i18n/routing'
import type { Reason } from '../reasons'
import { useReasonWords } from './words'

type Props = { locale: Locale; reasons: Reason[] }

function Reasons({ locale, reasons }: Props) {
  const nameOf = () => (locale === 'ar' ? 'الباطنية' : 'Internal medicine')
  const words = useReasonWords(formatsOf({ locale, digits: 'arab', timeZone: 'Asia/Riyadh' }), nameOf)
  return reasons.map(words).join(' | ')
}

function saidIn(locale: Locale, ...reasons: Reason[]): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ journeys: { ar, en }[locale] }} timeZone="UTC">
      <Reasons locale={locale} reasons={reasons} />
    </NextIntlClientProvider>,
  )
}

test('a reason is said in both languages, with the hour in the digits and the zone of the branch', () => {
  const closes: Reason = { code: 'closes_at', at: '2026-11-22T11:00:00.000Z' }
  expect(saidIn('en', closes, { code: 'shortest' })).toBe(
    'It closes at 14:00, so it comes first | The shortest walk and wait now',
  )
  expect(saidIn('ar', closes, { code: 'shortest' })).toBe('تغلق الساعة ١٤:٠٠، لذلك تأتي أولًا | أقصر مشي وانتظار الآن')
})

test('a reason that is about another clinic names it', () => {
  const last: Reason = { code: 'last', service: 'internal' }
  expect([saidIn('en', last), saidIn('ar', last)]).toEqual([
    'Internal medicine comes at the end',
    'مكان الباطنية في آخر الزيارة',
  ])
})
