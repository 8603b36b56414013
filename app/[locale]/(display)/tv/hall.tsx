import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { TvScreen } from '@/lib/features/queue/client/hall/screen'
import { getBranch } from '@/lib/features/queue/server/get-branch'
import { listQueueStatuses } from '@/lib/features/queue/server/get-queue-status'
import { loadMessages } from '@/lib/i18n/messages'
import type { Locale } from '@/lib/i18n/routing'
import { phoneOrigin } from '@/lib/server/phone-address'
import { isAppError } from '@/lib/shared/errors'
import { qrPath } from './qr-path'

type Props = { locale: Locale; branch: string; theme: 'dark' | 'light' }

/** The hall screen of a branch, rendered with its current state. */
export async function Hall({ locale, branch: slug, theme }: Props) {
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
      theme={theme}
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
