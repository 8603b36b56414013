'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { BranchRef } from '@/lib/features/branches/contract'
import { localised } from '@/lib/i18n/localised'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Card } from '@/lib/ui/card'
import { Moment } from '@/lib/ui/office/moment'
import type { PersonWithVisits } from '../contract'

type Props = { person: PersonWithVisits; branches: readonly BranchRef[] }

/** The fields of a record. */
export function PersonDetails({ person, branches }: Props) {
  const t = useTranslations('persons.field')
  const tVisits = useTranslations('persons.visits')
  const locale = useLocale()
  const [lastVisit] = person.visits
  const { fullDate } = usePlaceFormats()
  const branch = branches.find((it) => it.slug === person.branch)
  const number = (text: string | null): ReactNode =>
    text && (
      <bdi translate="no" dir="ltr">
        {text}
      </bdi>
    )
  return (
    <Card className="max-sm:p-4">
      <dl className="grid grid-cols-2 gap-x-8 gap-y-4 lg:grid-cols-4">
        <Part name={t('name')}>{person.name && <bdi translate="no">{person.name}</bdi>}</Part>
        <Part name={t('phone')}>
          {number(person.phone)}
          {person.phone !== null && (
            <span className="block text-sm text-ink-3">
              {person.phoneConfirmedAt === null
                ? t('notConfirmed')
                : t.rich('confirmedAt', { when: () => <Moment at={person.phoneConfirmedAt ?? ''} /> })}
            </span>
          )}
        </Part>
        <Part name={t('nationalId')}>{number(person.nationalId)}</Part>
        {/* Not `lastVisitOn`: a record without a visit is kept from the day on which it was added. */}
        <Part name={t('lastVisit')}>
          {lastVisit ? fullDate(`${lastVisit.date}T12:00:00Z`) : <span className="text-ink-3">{tVisits('none')}</span>}
        </Part>
        {branches.length > 1 && branch && (
          <Part name={t('branch')}>
            <bdi>{localised(branch.name, locale)}</bdi>
          </Part>
        )}
        <Part name={t('created')}>
          <Moment at={person.createdAt} />
        </Part>
        <Part name={t('notes')} wide>
          {person.notes && <bdi className="whitespace-pre-line">{person.notes}</bdi>}
        </Part>
      </dl>
    </Card>
  )
}

function Part({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  const t = useTranslations('persons.field')
  const isEmpty = children === null || children === ''
  return (
    <div className={wide ? 'col-span-full' : undefined}>
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className={isEmpty ? 'text-ink-3' : 'break-words'}>{isEmpty ? t('empty') : children}</dd>
    </div>
  )
}
