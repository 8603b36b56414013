import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { SignInLayout } from '@/lib/features/accounts/client/sign-in/sign-in-layout'
import { DeviceWatch } from '@/lib/features/devices/client/device-watch'
import { TabletPairing } from '@/lib/features/devices/client/tablet-pairing'
import { pageDevice } from '@/lib/features/devices/server/page-device'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localised } from '@/lib/i18n/localised'
import { Link } from '@/lib/i18n/navigation'
import type { Locale } from '@/lib/i18n/routing'
import { buttonClass } from '@/lib/ui/button'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'devices.tabletPage' })
  return { title: t('title'), robots: { index: false } }
}

/** Makes this browser a tablet of a branch, on which the staff switch with their PINs. */
export default async function TabletPage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const t = await getTranslations('devices.tabletPage')
  const device = await pageDevice()
  if (device?.kind !== 'tablet')
    return (
      <SignInLayout title={t('title')} intro={t('intro')} wide>
        <ClientMessages namespaces={['devices']}>
          <TabletPairing />
        </ClientMessages>
      </SignInLayout>
    )
  return (
    <SignInLayout title={t('readyTitle')}>
      <DeviceWatch id={device.id} />
      <p className="mb-6 text-lg">
        {t.rich('ready', {
          label: () => <bdi className="font-semibold">{device.label}</bdi>,
          branch: () => <bdi className="font-semibold">{localised(device.branch.name, locale)}</bdi>,
        })}
      </p>
      <Link href="/sign-in" className={buttonClass({ variant: 'primary', size: 'large', wide: true })}>
        {t('signIn')}
      </Link>
    </SignInLayout>
  )
}
