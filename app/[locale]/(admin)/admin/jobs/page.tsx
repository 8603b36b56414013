import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { staffPage } from '@/lib/features/accounts/server/staff/staff-page'
import { JobsScreen } from '@/lib/features/jobs/client/jobs-screen'
import { viewOf } from '@/lib/features/jobs/rules'
import { pageJobs } from '@/lib/features/jobs/server/page-jobs'
import { ClientMessages } from '@/lib/i18n/client-messages'
import type { Locale } from '@/lib/i18n/routing'

type Props = {
  params: Promise<{ locale: Locale }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale, namespace: 'jobs' })
  return { title: t('title'), robots: { index: false } }
}

export default async function JobsPage({ params, searchParams }: Props) {
  const { locale } = await params
  setRequestLocale(locale)
  await staffPage(locale, 'job.manage')
  const view = viewOf(await searchParams)
  return (
    <ClientMessages namespaces={['jobs']}>
      <JobsScreen page={await pageJobs(view)} view={view} />
    </ClientMessages>
  )
}
