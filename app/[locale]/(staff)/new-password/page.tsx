import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { FirstPasswordChange } from '@/lib/features/accounts/client/sign-in/first-password-change'
import { safeNext } from '@/lib/features/accounts/client/sign-in/safe-next'
import { SignInLayout } from '@/lib/features/accounts/client/sign-in/sign-in-layout'
import { pageSession } from '@/lib/features/accounts/server/sign-in/page-session'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'
import { landingPath } from '@/lib/shared/staff-sections'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'accounts.newPassword' })
  return { title: t('title'), robots: { index: false } }
}

export default async function NewPasswordPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const session = await pageSession()
  if (!session) redirect(`/${locale}/sign-in`)
  const next = safeNext((await searchParams).next, `/${locale}${landingPath(session.permissions)}`)
  if (!session.mustChangePassword) redirect(next)
  const t = await getTranslations('accounts.newPassword')
  return (
    <SignInLayout title={t('title')} intro={t('intro')}>
      <ClientMessages namespaces={['accounts']}>
        <FirstPasswordChange next={next} username={session.username} />
      </ClientMessages>
    </SignInLayout>
  )
}
