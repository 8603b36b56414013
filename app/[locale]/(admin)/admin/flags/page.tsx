import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { FlagsScreen } from '@/lib/features/branches/client/flags-screen'
import { pageFlags } from '@/lib/features/branches/server/page-flags'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = {
  params: Promise<{ locale: Locale }>
  searchParams: Promise<{ branch?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'flags' })
  return { title: t('title'), robots: { index: false } }
}

export default async function FlagsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  await staffPage(locale, 'flag.read')
  const { branch: asked } = await searchParams
  const page = await pageFlags(typeof asked === 'string' ? asked : undefined)
  if (page === null) notFound()
  return (
    <ClientMessages namespaces={['flags']}>
      <FlagsScreen key={page.branch} {...page} />
    </ClientMessages>
  )
}
