import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { StaffDetailScreen } from '@/lib/features/accounts/client/staff/staff-detail-screen'
import { staffBranches, staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: Locale; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'accounts.staff' })
  return { title: t('one'), robots: { index: false } }
}

export default async function StaffDetailPage({ params }: Props) {
  const { locale, id } = await params
  setRequestLocale(locale)
  const session = await staffPage(locale, 'staff.read')
  return (
    <StaffDetailScreen
      key={id}
      id={id}
      branches={await staffBranches(session)}
      mayManage={session.permissions.includes('staff.manage')}
      ownUsername={session.username}
    />
  )
}
