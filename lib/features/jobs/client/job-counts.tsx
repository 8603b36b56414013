import { useTranslations } from 'next-intl'
import { usePlaceFormats } from '@/lib/i18n/place'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import type { JobCountsDto } from '../contract'
import { useJobName } from './use-job-name'

const states = ['waiting', 'active', 'failed'] as const

const layout = 'md:grid-cols-[minmax(0,3fr)_repeat(3,minmax(0,1fr))]'

/** How many jobs of each kind wait, run and have failed. */
export function JobCounts({ counts }: { counts: readonly JobCountsDto[] }) {
  const t = useTranslations('jobs')
  const nameOf = useJobName()
  const { number } = usePlaceFormats()
  const columns: Column<JobCountsDto>[] = [
    {
      key: 'name',
      head: t('name'),
      lead: true,
      cell: ({ name }) => <bdi className="font-semibold">{nameOf(name)}</bdi>,
    },
    ...states.map((state) => ({
      key: state,
      head: t(`counts.${state}`),
      cell: (row: JobCountsDto) => (
        <span className={state === 'failed' && row.failed > 0 ? 'font-semibold text-missed' : undefined}>
          {number(row[state])}
        </span>
      ),
    })),
  ]
  return (
    <DataTable caption={t('counts.caption')} columns={columns} rows={counts} rowKey={(it) => it.name} layout={layout} />
  )
}
