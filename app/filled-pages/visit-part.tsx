import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import type { VisitData } from '@/app/[locale]/(visitor)/visit/[token]/read-visit'
import { FirstView } from '@/lib/features/queue/client/visitor/first-view'
import { loadMessages, type Messages } from '@/lib/i18n/messages'
import { type Locale, locales } from '@/lib/i18n/routing'
import { ownDataId } from '@/lib/shared/page-marks'

// A bundle of its own, which the host loads once React knows that it runs in production.

const loaded = await Promise.all(locales.map(async (locale) => [locale, await loadMessages(locale)]))
const texts = Object.fromEntries(loaded) as Record<Locale, Messages>

/** The part of the page of a visit that belongs to its visitor, as HTML: the ticket, and the data for the page's scripts. */
export function visitPart(locale: Locale, data: VisitData): string {
  const { visitor, shell } = texts[locale]
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ visitor, shell }} timeZone="UTC">
      <FirstView {...data.visit} />
      <div hidden id={ownDataId}>
        {JSON.stringify(data)}
      </div>
    </NextIntlClientProvider>,
  )
}
