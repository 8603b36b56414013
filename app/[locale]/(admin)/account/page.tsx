import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { AccountScreen } from '@/lib/features/accounts/client/own-account/account-screen'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'accounts.account' })
  return { title: t('title'), robots: { index: false } }
}

export default async function AccountPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  return <AccountScreen session={await staffPage(locale)} />
}
