import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import encodeQR from 'qr'
import { getBranch } from '@/lib/features/branches/server/get-branch'
import { TvScreen } from '@/lib/features/queue/client/tv-screen'
import { listQueueStatuses } from '@/lib/features/queue/server/get-queue-status'
import { loadMessages } from '@/lib/i18n/messages'
import type { Locale } from '@/lib/i18n/routing'
import { phoneOrigin } from '@/lib/server/phone-address'
import { isAppError } from '@/lib/shared/errors'

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
  const { locale, branch: slug } = await params
  setRequestLocale(locale)
  const now = new Date()
  const [branch, { snapshots, cursor }] = await readHall(slug, now)
  const [ar, en] = await Promise.all([loadMessages('ar'), loadMessages('en')])
  const address = `${phoneOrigin(await headers())}/${locale}`
  return (
    <TvScreen
      branch={branch}
      first={{ queues: Object.fromEntries(snapshots.map((it) => [it.service, it])), at: now.toISOString() }}
      cursor={cursor}
      words={{ ar: ar.tv, en: en.tv }}
      link={{ address, ...qrPath(address) }}
      theme={(await searchParams).theme === 'light' ? 'light' : 'dark'}
    />
  )
}

async function readHall(branch: string, now: Date) {
  try {
    return await Promise.all([getBranch({ branch }, now), listQueueStatuses({ branch }, now)])
  } catch (error) {
    if (isAppError(error) && error.code === 'unknown_branch') notFound()
    throw error
  }
}

/** The QR of an address as one path, drawn here so that the screen need not load an encoder. */
function qrPath(address: string): { path: string; size: number } {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: 2 })
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { path, size: rows.length }
}
