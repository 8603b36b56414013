import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { safeNext } from '@/lib/features/accounts/client/sign-in/safe-next'
import { SignInLayout } from '@/lib/features/accounts/client/sign-in/sign-in-layout'
import { SignInScreen } from '@/lib/features/accounts/client/sign-in/sign-in-screen'
import { pageSession } from '@/lib/features/accounts/server/sign-in/page-session'
import { isOnTablet } from '@/lib/features/accounts/server/sign-in/page-tablet'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'
import { landingPath } from '@/lib/shared/staff-sections'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'accounts.signIn' })
  return { title: t('title'), robots: { index: false } }
}

export default async function SignInPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const asked = safeNext((await searchParams).next, '')
  const session = await pageSession()
  if (session) redirect(asked || `/${locale}${landingPath(session.permissions)}`)
  const t = await getTranslations('accounts.signIn')
  return (
    <SignInLayout title={t('title')} intro={t('intro')}>
      <ClientMessages namespaces={['accounts']}>
        <SignInScreen next={asked || null} onTablet={await isOnTablet()} />
      </ClientMessages>
    </SignInLayout>
  )
}
