import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { AuditScreen } from '@/lib/features/audit/client/audit-screen'
import { searchOf } from '@/lib/features/audit/rules'
import { readAuditPage } from '@/lib/features/audit/server/audit-page'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[]>> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = (await params).locale as Locale
  const t = await getTranslations({ locale, namespace: 'audit' })
  return { title: t('title'), robots: { index: false } }
}

export default async function AuditPage({ params, searchParams }: Props) {
  const locale = (await params).locale as Locale
  setRequestLocale(locale)
  const session = await staffPage(locale, 'audit.read')
  const view = await readAuditPage(searchOf(await searchParams), session.branch)
  return <AuditScreen view={view} />
}
