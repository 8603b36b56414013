import { setRequestLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AccountFoot } from '@/lib/features/accounts/client/account-foot'
import { SessionKeeper } from '@/lib/features/accounts/client/sign-in/session-keeper'
import { staffBranches, staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { AdminFrame } from '@/lib/features/administration/client/admin-frame'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { PlaceProvider } from '@/lib/i18n/place'
import type { Locale } from '@/lib/i18n/routing'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/** Each page declares the permission it needs: `await staffPage(locale, 'audit.read')`. */
export default async function AdminLayout({ children, params }: Props) {
  const locale = (await params).locale as Locale
  setRequestLocale(locale)
  const session = await staffPage(locale)
  const [home] = await staffBranches(session)
  const place = { digits: home?.digits ?? 'arab', timeZone: home?.timeZone ?? 'UTC' }
  return (
    <ClientMessages namespaces={['admin', 'accounts']}>
      <PlaceProvider place={place}>
        <AdminFrame permissions={session.permissions} foot={<AccountFoot session={session} />}>
          {children}
        </AdminFrame>
        <SessionKeeper idleMinutes={session.idleMinutes} leaves />
      </PlaceProvider>
    </ClientMessages>
  )
}
