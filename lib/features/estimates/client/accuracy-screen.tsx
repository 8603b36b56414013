'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { usePlaceFormats } from '@/lib/i18n/place'
import type { LocalisedText } from '@/lib/shared/fields'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { SelectField } from '@/lib/ui/office/select-field'
import { StateWord } from '@/lib/ui/office/state-word'
import type { ErrorSummary } from '../honesty'

type Clinic = { slug: string; name: LocalisedText; isHidden: boolean; summary: ErrorSummary | null }
type Props = {
  branch: string
  branches: readonly { slug: string; name: LocalisedText }[]
  clinics: readonly Clinic[]
}

const layout = 'md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_repeat(4,minmax(0,1.5fr))]'

/** How good the estimates of waiting times were in each clinic of a branch, for its manager. */
export function AccuracyScreen({ branch, branches, clinics }: Props) {
  const t = useTranslations('waits')
  const locale = useLocale()
  const router = useRouter()
  const { text } = usePlaceFormats()
  const columns = useColumns()
  const known = clinics.filter(({ summary, isHidden }) => summary !== null || isHidden)
  const unknown = clinics.filter((it) => !known.includes(it)).map(({ name }) => localised(name, locale))
  const others = new Intl.ListFormat(locale).format(unknown)
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      {branches.length > 1 && (
        <SelectField
          label={t('branch')}
          value={branch}
          onChange={(event) => router.push(`/${locale}/admin/waiting-times?branch=${event.target.value}`)}
          options={branches.map((it) => ({ value: it.slug, label: localised(it.name, locale) }))}
          className="mb-6 max-w-sm"
        />
      )}
      {known.length > 0 ? (
        <DataTable caption={t('caption')} columns={columns} rows={known} rowKey={({ slug }) => slug} layout={layout} />
      ) : (
        <EmptyState icon={<OfficeIcon name="clock" className="size-7" />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
      {known.length > 0 && others.length > 0 && (
        <p className="mt-4 max-w-3xl text-ink-2">{t('others', { clinics: others })}</p>
      )}
      <p className="mt-4 max-w-3xl text-sm text-ink-3">{text(t('explanation'))}</p>
    </>
  )
}

function useColumns(): Column<Clinic>[] {
  const t = useTranslations('waits')
  const locale = useLocale()
  const { number } = usePlaceFormats()
  const none = <span className="text-ink-3">–</span>
  const rounded = (value: number): number => Math.round(value) + 0
  const minutes = (value: number): string => t('minutes', { count: rounded(value), n: number(rounded(value)) })
  const percent = (value: number): string => t('percent', { n: number(rounded(value)) })
  const figure = (
    key: 'waits' | 'error' | 'bias' | 'late',
    cell: (summary: ErrorSummary) => string,
  ): Column<Clinic> => {
    return { key, head: t(key), cell: ({ summary }) => (summary ? cell(summary) : none) }
  }
  const biasOf = ({ bias }: ErrorSummary): string => {
    if (rounded(bias) === 0) return t('unbiased')
    return t(bias < 0 ? 'longer' : 'shorter', { minutes: minutes(Math.abs(bias)) })
  }
  return [
    {
      key: 'clinic',
      head: t('clinic'),
      lead: true,
      cell: ({ name }) => <bdi className="font-semibold">{localised(name, locale)}</bdi>,
    },
    {
      key: 'state',
      head: t('state'),
      cell: ({ isHidden }) => (
        <StateWord tone={isHidden ? 'missed' : 'turn'} icon={isHidden ? 'warning' : 'check'}>
          {t(isHidden ? 'hidden' : 'shown')}
        </StateWord>
      ),
    },
    figure('waits', ({ waits }) => number(waits)),
    figure('error', ({ meanError }) => minutes(meanError)),
    figure('bias', biasOf),
    figure('late', ({ latePercent }) => percent(latePercent)),
  ]
}
