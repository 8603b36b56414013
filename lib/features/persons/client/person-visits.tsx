'use client'

import { useTranslations } from 'next-intl'
import { usePlaceFormats } from '@/lib/i18n/place'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import type { PersonVisitDto } from '../contract'

const states = ['waiting', 'called', 'in_service', 'on_hold', 'missed', 'completed', 'cancelled', 'expired'] as const
type State = (typeof states)[number]

const layout = 'md:grid-cols-[minmax(0,1fr)_minmax(0,3fr)] md:min-h-11'

/** A person's visits with their tickets. */
export function PersonVisits({ visits }: { visits: readonly PersonVisitDto[] }) {
  const t = useTranslations('persons')
  const { fullDate } = usePlaceFormats()
  const word = (state: string): string => {
    const known = states.find((it): it is State => it === state)
    return known ? t(`state.${known}`) : state
  }
  const columns: Column<PersonVisitDto>[] = [
    { key: 'date', head: t('visits.date'), lead: true, cell: ({ date }) => fullDate(`${date}T12:00:00Z`) },
    {
      key: 'tickets',
      head: t('visits.tickets'),
      phone: 'bare',
      cell: ({ tickets }) => (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {tickets.map(({ code, state, createdAt }) => (
            <li key={`${code} ${createdAt}`} className="flex gap-x-2">
              <bdi translate="no" dir="ltr" className="font-semibold text-ink">
                {code}
              </bdi>
              <span className="text-ink-2">{word(state)}</span>
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <section aria-labelledby="visits" className="mt-8 grid gap-3">
      <h2 id="visits" className="text-lg font-semibold">
        {t('visits.title')}
      </h2>
      {visits.length === 0 ? (
        <p className="text-ink-2">{t('visits.none')}</p>
      ) : (
        <DataTable caption={t('visits.list')} columns={columns} rows={visits} rowKey={({ id }) => id} layout={layout} />
      )}
    </section>
  )
}
