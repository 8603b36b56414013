import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { formatsOf } from '@/lib/i18n/formats'
import ar from '@/lib/i18n/messages/ar/visitor.json'
import en from '@/lib/i18n/messages/en/visitor.json'
import type { Locale } from '@/lib/i18n/routing'
import { exampleTicket } from '@/test/queue/example-ticket'
import type { TicketDto } from '../../contract'
import { useTicketWords } from './use-ticket-words'

type Props = { locale: Locale; ticket: TicketDto }

function Words({ locale, ticket }: Props) {
  const words = useTicketWords(formatsOf({ locale, digits: 'arab', timeZone: 'Asia/Riyadh' }))(ticket)
  return [words.main, words.wait, words.aside].filter(Boolean).join(' | ')
}

function saidIn(locale: Locale, change: Partial<TicketDto>): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ visitor: { ar, en }[locale] }} timeZone="UTC">
      <Words locale={locale} ticket={{ ...exampleTicket, ...change }} />
    </NextIntlClientProvider>,
  )
}

test('a wait is said as a range, with its minutes in the form that the number asks for', () => {
  const waits = [
    { low: 0, high: 5 },
    { low: 5, high: 10 },
    { low: 15, high: 25 },
  ]
  const said = (locale: Locale) => waits.map((wait) => saidIn(locale, { wait, peopleBehind: 0 }).split(' | ')[1])
  expect(said('en')).toEqual(['less than 5 minutes', 'about 5–10 minutes', 'about 15–25 minutes'])
  expect(said('ar')).toEqual(['أقل من ٥ دقائق', 'نحو ٥–١٠ دقائق', 'نحو ١٥–٢٥ دقيقة'])
})

test('no minutes are said where none are known', () => {
  expect(saidIn('en', { wait: null })).toBe('2 people ahead of you')
})

test('who is ahead is said where not all of them came earlier', () => {
  const mixed = { ahead: { total: 3, emergency: 0, booked: 1, earlier: 2 }, peopleAhead: 3, wait: null }
  expect(saidIn('en', mixed)).toBe('3 people ahead of you | 1 booked · 2 earlier than you')
  expect(saidIn('ar', mixed)).toBe('قبلك ٣ أشخاص | شخص واحد بموعد · شخصان سبقاك')
  const urgent = { ahead: { total: 3, emergency: 1, booked: 0, earlier: 1 }, peopleAhead: 3, wait: null }
  expect(saidIn('en', urgent)).toBe('3 people ahead of you | 1 emergency · 1 with priority · 1 earlier than you')
})
