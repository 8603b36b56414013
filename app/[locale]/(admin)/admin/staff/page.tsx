import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { StaffListScreen } from '@/lib/features/accounts/client/staff/staff-list-screen'
import { staffQueryOf } from '@/lib/features/accounts/client/staff/staff-query'
import { staffBranches, staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import type { Locale } from '@/lib/i18n/routing'

type Props = {
  params: Promise<{ locale: Locale }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'accounts.staff' })
  return { title: t('title'), robots: { index: false } }
}

export default async function StaffPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const session = await staffPage(locale, 'staff.read')
  return (
    <StaffListScreen
      query={staffQueryOf(await searchParams)}
      branches={await staffBranches(session)}
      mayManage={session.permissions.includes('staff.manage')}
    />
  )
}
