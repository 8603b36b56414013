import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { AccuracyScreen } from '@/lib/features/estimates/client/accuracy-screen'
import { pageAccuracy } from '@/lib/features/estimates/server/page-accuracy'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = {
  params: Promise<{ locale: Locale }>
  searchParams: Promise<{ branch?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'waits' })
  return { title: t('title'), robots: { index: false } }
}

export default async function WaitingTimesPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  await staffPage(locale, 'audit.read')
  const { branch: asked } = await searchParams
  const page = await pageAccuracy(typeof asked === 'string' ? asked : undefined, new Date())
  if (page === null) notFound()
  return (
    <ClientMessages namespaces={['waits']}>
      <AccuracyScreen {...page} />
    </ClientMessages>
  )
}
