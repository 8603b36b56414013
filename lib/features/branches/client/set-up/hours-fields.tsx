'use client'

import { useTranslations } from 'next-intl'
import { ExceptionsEditor } from './exceptions-editor'
import type { HoursDraft } from './hours-draft'
import { WeekEditor } from './week-editor'

type Props = {
  hours: HoursDraft
  onChange: (hours: HoursDraft) => void
  errorAt: (path: string) => string | undefined
}

/** Weekly hours and their exceptions. */
export function HoursFields({ hours, onChange, errorAt }: Props) {
  const t = useTranslations('branches.hours')
  return (
    <>
      <section aria-label={t('weekly')} className="grid min-w-0 gap-3">
        <h3 className="font-semibold">{t('weekly')}</h3>
        <WeekEditor
          openings={hours.weekly}
          onChange={(weekly) => onChange({ ...hours, weekly })}
          error={errorAt('hours.weekly')}
        />
      </section>
      <ExceptionsEditor
        exceptions={hours.exceptions}
        onChange={(exceptions) => onChange({ ...hours, exceptions })}
        errorAt={errorAt}
      />
    </>
  )
}
