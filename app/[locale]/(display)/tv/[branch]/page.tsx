import type { Metadata, Viewport } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import type { Locale } from '@/lib/i18n/routing'
import { Hall } from '../hall'

type Props = {
  params: Promise<{ locale: Locale; branch: string }>
  searchParams: Promise<{ theme?: string | string[] }>
}

export const viewport: Viewport = { themeColor: '#0e1719' }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'tv' })
  return { title: t('title'), robots: { index: false } }
}

export default async function TvPage({ params, searchParams }: Props) {
  const { locale, branch } = await params
  setRequestLocale(locale)
  return <Hall locale={locale} branch={branch} theme={(await searchParams).theme === 'light' ? 'light' : 'dark'} />
}
