import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { landingPath } from '@/lib/features/people/client/admin-sections'
import { FirstPasswordChange } from '@/lib/features/people/client/first-password-change'
import { safeNext } from '@/lib/features/people/client/safe-next'
import { StaffDoor } from '@/lib/features/people/client/staff-door'
import { pageSession } from '@/lib/features/people/server/page-session'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ next?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'people.newPassword' })
  return { title: t('title'), robots: { index: false } }
}

export default async function NewPasswordPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const session = await pageSession()
  if (!session) redirect(`/${locale}/sign-in`)
  const next = safeNext((await searchParams).next, `/${locale}${landingPath(session.permissions)}`)
  if (!session.mustChangePassword) redirect(next)
  const t = await getTranslations('people.newPassword')
  return (
    <StaffDoor title={t('title')} intro={t('intro')}>
      <ClientMessages namespaces={['people']}>
        <FirstPasswordChange next={next} username={session.username} />
      </ClientMessages>
    </StaffDoor>
  )
}
