'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '@/lib/i18n/navigation'
import { usePlaceFormats } from '@/lib/i18n/place'
import { buttonClass } from '@/lib/ui/button'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { Pager } from '@/lib/ui/office/pager'
import type { JobDto, JobPage } from '../contract'
import { addressOf, type JobView } from '../rules'
import { JobCounts } from './job-counts'
import { JobTable } from './job-table'
import { RunAgain } from './run-again'

/** Background jobs: counts of each kind, and the failed or waiting ones. A failed one can be run again. */
export function JobsScreen({ page, view }: { page: JobPage; view: JobView }) {
  const t = useTranslations('jobs')
  const [chosen, setChosen] = useState<JobDto | null>(null)
  const first = view.page === 1 ? null : addressOf({ ...view, page: 1 })
  const next = page.next === null ? null : addressOf({ ...view, page: page.next })
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      <Views view={view} page={page} />
      {page.jobs.length === 0 ? <Nothing view={view} /> : <JobTable jobs={page.jobs} onRunAgain={setChosen} />}
      <Pager first={page.jobs.length === 0 ? null : first} next={next} />
      <h2 className="mt-10 mb-4 text-lg font-semibold">{t('counts.caption')}</h2>
      <JobCounts counts={page.counts} />
      {chosen && <RunAgain job={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

function Views({ view, page }: { view: JobView; page: JobPage }) {
  const t = useTranslations('jobs')
  const { number } = usePlaceFormats()
  const sum = (of: ('waiting' | 'active' | 'failed')[]): string =>
    number(page.counts.reduce((all, it) => all + of.reduce((some, state) => some + it[state], 0), 0))
  const n = { failed: sum(['failed']), waiting: sum(['waiting', 'active']) }
  return (
    <nav aria-label={t('views')} className="my-5 flex flex-wrap gap-2">
      {(['failed', 'waiting'] as const).map((state) => (
        <Link
          key={state}
          href={addressOf({ state, page: 1 })}
          aria-current={view.state === state ? 'page' : undefined}
          className={buttonClass({ variant: view.state === state ? 'primary' : 'secondary' })}
        >
          {t(`view.${state}`, { n: n[state] })}
        </Link>
      ))}
    </nav>
  )
}

function Nothing({ view }: { view: JobView }) {
  const t = useTranslations('jobs.empty')
  const icon = <OfficeIcon name="jobs" className="size-7" />
  if (view.page === 1)
    return (
      <EmptyState icon={icon} title={t(`${view.state}Title`)}>
        {t(`${view.state}Text`)}
      </EmptyState>
    )
  const back = (
    <Link href={addressOf({ ...view, page: 1 })} className={buttonClass({ variant: 'primary' })}>
      {t('first')}
    </Link>
  )
  return (
    <EmptyState icon={icon} title={t('pageTitle')} action={back}>
      {t('pageText')}
    </EmptyState>
  )
}
