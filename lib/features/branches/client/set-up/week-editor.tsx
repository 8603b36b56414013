'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '@/lib/ui/button'
import { FieldError, inputClass } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { closesNextDay, isWholeDay, type TypedOpening } from './clock'
import { useWeekdayName, weekdays } from './weekdays'

type Props = {
  openings: readonly TypedOpening[]
  onChange: (openings: TypedOpening[]) => void
  /** The days that are offered. */
  days?: readonly number[]
  error: string | undefined
}

/** The opening that is offered on a day: a working day, or an evening after it. */
function nextOpening(weekday: number, count: number): TypedOpening {
  return count === 0 ? { weekday, opens: '08:00', closes: '16:00' } : { weekday, opens: '17:00', closes: '21:00' }
}

/** The openings of a week, day by day. */
export function WeekEditor({ openings, onChange, days = weekdays, error }: Props) {
  const t = useTranslations('branches.hours')
  const nameOf = useWeekdayName()
  const id = useId()
  const ofDay = (day: number) => openings.filter((it) => it.weekday === day)
  return (
    <div className="grid min-w-0 gap-2">
      <ul className="grid divide-y divide-line rounded-md border border-line">
        {days.map((day) => (
          <li
            key={day}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-2 sm:grid-cols-[7rem_minmax(0,1fr)_auto] sm:px-4"
          >
            <span className="flex min-h-11 items-center font-semibold">{nameOf(day)}</span>
            <div className="grid min-w-0 gap-2 max-sm:order-last max-sm:col-span-2">
              {ofDay(day).length === 0 && <span className="text-ink-3">{t('closed')}</span>}
              {openings.map(
                (opening, index) =>
                  opening.weekday === day && (
                    <Span
                      key={index}
                      opening={opening}
                      day={nameOf(day)}
                      wrong={error !== undefined}
                      describedBy={`${id}-error`}
                      onChange={(to) => onChange(openings.map((it, at) => (at === index ? to : it)))}
                      onRemove={() => onChange(openings.filter((_, at) => at !== index))}
                    />
                  ),
              )}
            </div>
            <span className="-me-2 flex justify-end">
              {ofDay(day).length > 0 && days.length > 1 && (
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={t('copyOf', { day: nameOf(day) })}
                  title={t('copy')}
                  onClick={() => onChange(days.flatMap((weekday) => ofDay(day).map((it) => ({ ...it, weekday }))))}
                >
                  <OfficeIcon name="copy" />
                </Button>
              )}
              <Button
                size="small"
                variant="quiet"
                aria-label={t('addOpeningOn', { day: nameOf(day) })}
                title={t('addOpening')}
                onClick={() => onChange([...openings, nextOpening(day, ofDay(day).length)])}
              >
                <Icon name="plus" />
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {error !== undefined && <FieldError id={id}>{error}</FieldError>}
    </div>
  )
}

type SpanProps = {
  opening: TypedOpening
  day: string
  wrong: boolean
  describedBy: string
  onChange: (opening: TypedOpening) => void
  onRemove: () => void
}

function Span({ opening, day, wrong, describedBy, onChange, onRemove }: SpanProps) {
  const t = useTranslations('branches.hours')
  const field = (which: 'opens' | 'closes') => (
    <input
      type="time"
      aria-label={t(which, { day })}
      aria-invalid={wrong}
      aria-describedby={wrong ? describedBy : undefined}
      value={opening[which]}
      onChange={(event) => onChange({ ...opening, [which]: event.target.value })}
      className={`${inputClass(wrong)} px-2! tabular-nums sm:px-3! max-sm:[&::-webkit-calendar-picker-indicator]:hidden`}
    />
  )
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3">
      <span className="flex min-w-0 items-center gap-1.5 max-sm:w-full">
        <span className="w-36 min-w-0 max-sm:flex-1">{field('opens')}</span>
        <span aria-hidden="true" className="text-ink-3">
          –
        </span>
        <span className="w-36 min-w-0 max-sm:flex-1">{field('closes')}</span>
        <Button
          size="small"
          variant="quiet"
          aria-label={t('removeOn', { day })}
          title={t('remove')}
          className="text-missed! enabled:hover:bg-missed-soft! max-sm:-me-2"
          onClick={(event) => {
            // The pressed button goes away; the day's last one adds hours again.
            event.currentTarget.closest('li')?.querySelector<HTMLElement>(':scope > :last-child > :last-child')?.focus()
            onRemove()
          }}
        >
          <Icon name="close" />
        </Button>
      </span>
      {isWholeDay(opening) && <span className="text-sm text-ink-3">{t('allDay')}</span>}
      {closesNextDay(opening) && <span className="text-sm text-near">{t('nextDay')}</span>}
    </div>
  )
}
