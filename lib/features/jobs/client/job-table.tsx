import { useTranslations } from 'next-intl'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Badge, type Tone } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import type { IconName } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import type { JobDto } from '../contract'
import { useJobName } from './use-job-name'

const looks: Record<JobDto['state'], { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'waiting', icon: 'clock' },
  retrying: { tone: 'near', icon: 'clock' },
  active: { tone: 'turn', icon: 'turn' },
  failed: { tone: 'missed', icon: 'close' },
}

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
        <div className="grid gap-1">
          <bdi className="font-semibold">{nameOf(name)}</bdi>
          <span className="text-sm break-all text-ink-3">
            <bdi dir="ltr">{name}</bdi>
          </span>
        </div>
      ),
    },
    { key: 'state', head: t('stateHead'), cell: ({ state }) => <Badge {...looks[state]}>{t(`state.${state}`)}</Badge> },
    {
      key: 'attempts',
      head: t('attempts'),
      cell: ({ attempts, mostAttempts }) => t('attemptsOf', { made: number(attempts), most: number(mostAttempts) }),
    },
    { key: 'when', head: t('when'), cell: (job) => <Times job={job} /> },
    {
      key: 'error',
      head: t('error'),
      cell: ({ error }) =>
        error ? (
          <span className="grid text-sm break-words">
            <span className="font-semibold">
              <bdi dir="ltr">{error.kind}</bdi>
            </span>
            {error.message !== null && (
              <span className="text-ink-2">
                <bdi dir="ltr">{error.message}</bdi>
              </span>
            )}
          </span>
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
          <Button
            size="small"
            aria-label={t('again.actionFor', { name: nameOf(job.name) })}
            onClick={() => onRunAgain(job)}
          >
            {t('again.action')}
          </Button>
        ),
    },
  ]
  return <DataTable caption={t('list')} columns={columns} rows={jobs} rowKey={(it) => it.id} tall />
}

function Times({ job }: { job: JobDto }) {
  const t = useTranslations('jobs')
  const times = [
    ['enqueued', job.createdAt],
    ['failedAt', job.failedAt],
    ['nextAt', job.nextAttemptAt],
  ] as const
  return (
    <dl className="grid gap-0.5 text-sm">
      {times.map(
        ([word, at]) =>
          at !== null && (
            <div key={word} className="flex flex-wrap gap-x-1.5">
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
