import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { templateToken } from '@/lib/shared/page-marks'
import { JourneyAside } from './journey-aside'
import { PhoneAside } from './phone-aside'
import { readVisit } from './read-visit'
import { VisitPage } from './visit-page'

type Props = { params: Promise<{ locale: string; token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params
  const t = await getTranslations('visitor.visit')
  // The path gives access to the visit: keep it out of search indexes and Referer headers.
  return {
    title: t('metaTitle'),
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
    manifest: `/${locale}/visit/${encodeURIComponent(token)}/manifest.webmanifest`,
  }
}

/** The visit behind a secret link. Our host has it rendered without data, once for all, and writes the data into it. */
export default async function Page({ params }: Props) {
  const { token } = await params
  const isTemplate = token === templateToken
  const data = isTemplate ? null : await readVisit(token, await headers())
  if (data === null && !isTemplate) notFound()
  const aside = (
    <ClientMessages namespaces={['phone']}>
      <PhoneAside />
    </ClientMessages>
  )
  const way = (
    <ClientMessages namespaces={['journeys']}>
      <JourneyAside />
    </ClientMessages>
  )
  return <VisitPage token={token} given={data} way={way} aside={aside} />
}
