import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { OfflinePlace } from '@/lib/features/queue/client/offline-place'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'
import { AppBar } from '@/lib/ui/app-bar'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'shell' })
  return { title: t('offline.title'), robots: { index: false } }
}

/**
 * The page that the service worker caches and serves for any path while offline. It is the same for every visitor; data
 * of this phone is read from its own storage.
 */
export default async function OfflinePage({ params }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  const t = await getTranslations('shell')
  return (
    <div className="mx-auto w-full max-w-xl">
      <AppBar title={t('name')} />
      <ClientMessages namespaces={['console']}>
        <OfflinePlace />
      </ClientMessages>
    </div>
  )
}
