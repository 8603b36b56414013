import { useTranslations } from 'next-intl'
import { usePlaceFormats } from '@/lib/i18n/place'
import type { Tone } from '@/lib/ui/badge'
import { classNames } from '@/lib/ui/class-names'
import type { IconName } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { RowAction } from '@/lib/ui/office/row-action'
import { StateWord } from '@/lib/ui/office/state-word'
import type { JobDto } from '../contract'
import { useJobName } from './use-job-name'

const looks: Record<JobDto['state'], { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'waiting', icon: 'clock' },
  retrying: { tone: 'near', icon: 'clock' },
  active: { tone: 'turn', icon: 'turn' },
  failed: { tone: 'missed', icon: 'close' },
}

const layout =
  'pe-14 md:pe-2 md:grid-cols-[minmax(0,1.4fr)_6.5rem_4.5rem_minmax(0,1.2fr)_minmax(0,1.4fr)_3rem] lg:grid-cols-[minmax(0,1.3fr)_6.5rem_4.5rem_minmax(0,1.2fr)_minmax(0,1.3fr)_9rem]'

type Props = { jobs: readonly JobDto[]; onRunAgain: (job: JobDto) => void }

/** Jobs with their state, tries, times and last error. */
export function JobTable({ jobs, onRunAgain }: Props) {
  const t = useTranslations('jobs')
  const nameOf = useJobName()
  const { number } = usePlaceFormats()
  const columns: Column<JobDto>[] = [
    {
      key: 'name',
      head: t('name'),
      lead: true,
      cell: ({ name }) => (
        <span className="block leading-tight">
          <bdi className="block font-semibold">{nameOf(name)}</bdi>
          <bdi dir="ltr" className="text-sm break-all text-ink-3 max-md:hidden">
            {name}
          </bdi>
        </span>
      ),
    },
    {
      key: 'state',
      head: t('stateHead'),
      phone: 'bare',
      cell: ({ state }) => <StateWord {...looks[state]}>{t(`state.${state}`)}</StateWord>,
    },
    {
      key: 'attempts',
      head: t('attempts'),
      phone: 'bare',
      cell: ({ attempts, mostAttempts }) => t('attemptsOf', { made: number(attempts), most: number(mostAttempts) }),
    },
    { key: 'when', head: t('when'), phone: 'bare', cell: (job) => <Times job={job} /> },
    {
      key: 'error',
      head: t('error'),
      phone: 'line',
      cell: ({ error }) =>
        error ? (
          <bdi dir="ltr" className="break-words">
            <span className="font-semibold">{error.kind}</span>
            {error.message !== null && <> · {error.message}</>}
          </bdi>
        ) : (
          t('noError')
        ),
    },
    {
      key: 'actions',
      head: t('actions'),
      actions: true,
      cell: (job) =>
        job.state === 'failed' && (
          <RowAction
            icon={<OfficeIcon name="jobs" />}
            text={t('again.action')}
            label={t('again.actionFor', { name: nameOf(job.name) })}
            onPress={() => onRunAgain(job)}
          />
        ),
    },
  ]
  return <DataTable caption={t('list')} columns={columns} rows={jobs} rowKey={(it) => it.id} layout={layout} />
}

function Times({ job }: { job: JobDto }) {
  const t = useTranslations('jobs')
  const times = [
    ['enqueued', job.createdAt],
    ['failedAt', job.failedAt],
    ['nextAt', job.nextAttemptAt],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-3 md:block">
      {times.map(
        ([word, at]) =>
          at !== null && (
            <div key={word} className={classNames('flex flex-wrap gap-x-1.5', word === 'enqueued' && 'max-md:hidden')}>
              <dt className="text-ink-3">{t(word)}</dt>
              <dd>
                <Moment at={at} />
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
