'use client'

import { useTranslations } from 'next-intl'
import { Field, FieldError } from '@/lib/ui/field'
import { SelectField } from '@/lib/ui/office/select-field'
import { isInPeriod } from '../../opening-hours'
import { type ExceptionDraft, openingsInPeriod } from './hours-draft'
import { WeekEditor } from './week-editor'
import { weekdays } from './weekdays'

type Props = {
  exception: ExceptionDraft
  /** Its path in the request. */
  at: string
  errorAt: (path: string) => string | undefined
  onChange: (exception: ExceptionDraft) => void
}

/** One holiday or period: its occasion, its dates, and whether it is open then. */
export function ExceptionFields({ exception, at, errorAt, onChange }: Props) {
  const t = useTranslations('branches.hours')
  const { name, from, to, openings } = exception
  const put = (some: Partial<ExceptionDraft>) => onChange({ ...exception, ...some })
  const days = weekdays.filter((day) => from === '' || to < from || isInPeriod(day, from, to))
  const isOpen = openings.length > 0
  const whole = errorAt(at)
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {(['Ar', 'En'] as const).map((which) => {
          const language = which === 'Ar' ? 'ar' : 'en'
          return (
            <Field
              key={which}
              label={t(`exceptionName${which}`)}
              lang={language}
              dir={language === 'ar' ? 'rtl' : 'ltr'}
              value={name[language]}
              onChange={(event) => put({ name: { ...name, [language]: event.target.value } })}
              maxLength={120}
              autoComplete="off"
              error={errorAt(`${at}.name.${language}`)}
            />
          )
        })}
        <Field
          label={t('firstDate')}
          type="date"
          value={from}
          onChange={(event) => put({ from: event.target.value, ...(to === '' && { to: event.target.value }) })}
          error={errorAt(`${at}.from`)}
        />
        <Field
          label={t('lastDate')}
          type="date"
          min={from}
          value={to}
          onChange={(event) => put({ to: event.target.value })}
          error={errorAt(`${at}.to`)}
        />
      </div>
      {whole !== undefined && <FieldError id={at}>{whole}</FieldError>}
      <SelectField
        label={t('howOpen')}
        value={isOpen ? 'open' : 'closed'}
        onChange={(event) =>
          put({
            openings:
              event.target.value === 'open'
                ? days.map((weekday) => ({ weekday, opens: '10:00', closes: '15:00' }))
                : [],
          })
        }
        options={[
          { value: 'closed', label: t('closedThen') },
          { value: 'open', label: t('openThen') },
        ]}
        className="max-w-sm"
      />
      {isOpen && (
        <WeekEditor
          openings={openingsInPeriod(exception)}
          days={days}
          onChange={(now) => put({ openings: now })}
          error={errorAt(`${at}.openings`)}
        />
      )}
    </>
  )
}
