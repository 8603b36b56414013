import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { StaffLinks } from '@/lib/features/accounts/client/own-account/staff-links'
import { SessionKeeper } from '@/lib/features/accounts/client/sign-in/session-keeper'
import { SignOutButton } from '@/lib/features/accounts/client/sign-in/sign-out-button'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { Console } from '@/lib/features/queue/client/console/console'
import { getBranch } from '@/lib/features/queue/server/get-branch'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'
import { landingPath } from '@/lib/shared/staff-sections'

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ branch?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'console' })
  return { title: t('title'), robots: { index: false } }
}

export default async function ConsolePage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const asked = (await searchParams).branch
  const wanted = typeof asked === 'string' ? asked : undefined
  const session = await staffPage(locale)
  // The console needs at least one line to show.
  const landing = landingPath(session.permissions)
  if (landing !== '/console') redirect(`/${locale}${landing}`)
  const slug = session.branch ?? wanted
  const branch = await getBranch(slug === undefined ? {} : { branch: slug }, new Date())
  return (
    <ClientMessages namespaces={['console', 'accounts', 'admin']}>
      <Console
        session={session}
        branch={branch}
        signOut={<SignOutButton key="sign-out" />}
        links={<StaffLinks key="links" permissions={session.permissions} />}
      />
      <SessionKeeper idleMinutes={session.idleMinutes} />
    </ClientMessages>
  )
}
