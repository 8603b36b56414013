import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { z } from 'zod'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { DevicesScreen } from '@/lib/features/devices/client/devices-screen'
import { pageDevices } from '@/lib/features/devices/server/page-devices'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'
import { phoneOrigin } from '@/lib/server/phone-address'
import { Pager } from '@/lib/ui/office/pager'

type Props = {
  params: Promise<{ locale: Locale }>
  searchParams: Promise<{ before?: string | string[]; revoked?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'devices' })
  return { title: t('title'), robots: { index: false } }
}

export default async function DevicesPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  await staffPage(locale, 'device.manage')
  const asked = await searchParams
  const before = z.uuid().safeParse(asked.before).data
  const revoked = asked.revoked === 'true'
  const { devices, next, branches } = await pageDevices({ before, revoked })
  const base = `/admin/devices${revoked ? '?revoked=true' : ''}`
  return (
    <>
      <ClientMessages namespaces={['devices']}>
        <DevicesScreen devices={devices} branches={branches} revoked={revoked} origin={phoneOrigin(await headers())} />
      </ClientMessages>
      <Pager
        first={before === undefined ? null : base}
        next={next === null ? null : `${base}${revoked ? '&' : '?'}before=${next}`}
      />
    </>
  )
}
