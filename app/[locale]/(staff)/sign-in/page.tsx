import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { landingPath } from '@/lib/features/people/client/admin-sections'
import { safeNext } from '@/lib/features/people/client/safe-next'
import { SignInScreen } from '@/lib/features/people/client/sign-in-screen'
import { StaffDoor } from '@/lib/features/people/client/staff-door'
import { pageSession } from '@/lib/features/people/server/page-session'
import { isOnTablet } from '@/lib/features/people/server/page-tablet'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'people.signIn' })
  return { title: t('title'), robots: { index: false } }
}

export default async function SignInPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const asked = safeNext((await searchParams).next, '')
  const session = await pageSession()
  if (session) redirect(asked || `/${locale}${landingPath(session.permissions)}`)
  const t = await getTranslations('people.signIn')
  return (
    <StaffDoor title={t('title')} intro={t('intro')}>
      <ClientMessages namespaces={['people']}>
        <SignInScreen next={asked || null} onTablet={await isOnTablet()} />
      </ClientMessages>
    </StaffDoor>
  )
}
