import '../globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { hasLocale } from 'next-intl'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PageStart } from '@/lib/client/page-start'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { directionOf, locales, routing } from '@/lib/i18n/routing'
import { phoneOrigin } from '@/lib/server/phone-address'
import { nonceIn } from '@/lib/shared/security-headers'
import { PageGuard } from '@/lib/ui/page-guard'
import type { GuardWords } from '@/lib/ui/page-guard-script'
import { SkipLink } from '@/lib/ui/skip-link'
import { firstFonts } from '../font-files'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/**
 * Every page is rendered per request, because its scripts carry the nonce of that request's Content-Security-Policy.
 */
export const dynamic = 'force-dynamic'

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f4ee' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1719' },
  ],
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) return {}
  const t = await getTranslations({ locale, namespace: 'shell' })
  return {
    // Addresses in previews of shared links must be absolute.
    metadataBase: new URL(phoneOrigin(await headers())),
    manifest: `/${locale}/manifest.webmanifest`,
    openGraph: {
      type: 'website',
      siteName: t('name'),
      locale: locale === 'ar' ? 'ar_SA' : 'en_GB',
      images: [{ url: `/icons/share-${locale}.png`, width: 1200, height: 630, alt: t('tagline') }],
    },
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('tagline'),
    applicationName: t('name'),
    appleWebApp: { capable: true, title: t('name'), statusBarStyle: 'default' },
    // Older iPhones only know the name with the prefix.
    other: { 'apple-mobile-web-app-capable': 'yes' },
    formatDetection: { telephone: false },
    icons: {
      icon: [
        { url: '/icons/icon.svg', type: 'image/svg+xml' },
        { url: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      ],
      apple: '/icons/apple-touch-icon.png',
    },
  }
}

export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) notFound()
  setRequestLocale(locale)
  const t = await getTranslations('shell')
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        {firstFonts[locale].map((href) => (
          <link key={href} rel="preload" as="font" type="font/woff2" href={href} crossOrigin="anonymous" />
        ))}
        <PageGuard words={await guardWords()} nonce={nonceIn((await headers()).get('content-security-policy'))} />
      </head>
      <body>
        <SkipLink label={t('skip')} />
        <PageStart />
        <ClientMessages namespaces={[]}>{children}</ClientMessages>
      </body>
    </html>
  )
}

/** In both languages, since the visitor may not read the language of the address. */
function guardWords(): Promise<GuardWords[]> {
  return Promise.all(
    locales.map(async (locale) => {
      const t = await getTranslations({ locale, namespace: 'guard' })
      return { lang: locale, dir: directionOf(locale), lost: t('lost'), stuck: t('stuck'), old: t('old') }
    }),
  )
}
