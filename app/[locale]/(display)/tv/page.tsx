import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { DeviceWatch } from '@/lib/features/devices/client/device-watch'
import { PairingScreen } from '@/lib/features/devices/client/pairing-screen'
import { pageDevice } from '@/lib/features/devices/server/page-device'
import { loadMessages } from '@/lib/i18n/messages'
import type { Locale } from '@/lib/i18n/routing'
import { phoneOrigin } from '@/lib/server/phone-address'
import { Hall } from './hall'
import { qrPath } from './qr-path'

type Props = {
  params: Promise<{ locale: Locale }>
  searchParams: Promise<{ theme?: string | string[] }>
}

export const viewport: Viewport = { themeColor: '#0e1719' }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'devices.pairing' })
  return { title: t('title'), robots: { index: false } }
}

/** The one address for every screen: shows the hall of the branch it is paired with, or a pairing code. */
export default async function PairedTvPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const theme = (await searchParams).theme === 'light' ? 'light' : 'dark'
  const device = await pageDevice()
  if (device?.kind === 'display')
    return (
      <>
        <DeviceWatch id={device.id} />
        <Hall locale={locale} branch={device.branch.slug} theme={theme} />
      </>
    )
  const [ar, en] = await Promise.all([loadMessages('ar'), loadMessages('en')])
  const address = `${phoneOrigin(await headers())}/${locale}/admin/devices`
  return (
    <PairingScreen
      words={{ ar: ar.devices.pairing, en: en.devices.pairing }}
      link={{ address, ...qrPath(address) }}
      theme={theme}
    />
  )
}
