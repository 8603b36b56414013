'use client'

import { useTranslations } from 'next-intl'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import { ExceptionFields } from './exception-fields'
import type { ExceptionDraft } from './hours-draft'

type Props = {
  exceptions: readonly ExceptionDraft[]
  onChange: (exceptions: ExceptionDraft[]) => void
  errorAt: (path: string) => string | undefined
}

const workingDays = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: '10:00', closes: '15:00' }))

/** Holidays and other periods with hours of their own; the upper of two holds. */
export function ExceptionsEditor({ exceptions, onChange, errorAt }: Props) {
  const t = useTranslations('branches.hours')
  const { number } = usePlaceFormats()
  const add = (openings: ExceptionDraft['openings']) => {
    const key = Math.max(0, ...exceptions.map((it) => it.key)) + 1
    onChange([...exceptions, { key, name: { ar: '', en: '' }, from: '', to: '', openings }])
  }
  const withUp = (index: number): ExceptionDraft[] => {
    const moved = [...exceptions]
    const [it] = moved.splice(index, 1)
    if (it) moved.splice(index - 1, 0, it)
    return moved
  }
  return (
    <section aria-label={t('exceptions')} className="grid min-w-0 gap-4">
      <div>
        <h3 className="font-semibold">{t('exceptions')}</h3>
        <p className="text-sm text-ink-3">{t('exceptionsHint')}</p>
      </div>
      {exceptions.length === 0 && <p className="text-ink-2">{t('noExceptions')}</p>}
      {exceptions.map((it, index) => {
        const n = number(index + 1)
        return (
          <fieldset
            key={it.key}
            tabIndex={-1}
            data-wrong={errorAt(`hours.exceptions.${index}`) !== undefined || undefined}
            className="grid min-w-0 gap-4 rounded-md border border-line p-3 sm:p-4"
          >
            <legend className="sr-only">{t('exception', { n })}</legend>
            <ExceptionFields
              exception={it}
              at={`hours.exceptions.${index}`}
              errorAt={errorAt}
              onChange={(to) => onChange(exceptions.map((other) => (other.key === it.key ? to : other)))}
            />
            <div className="flex flex-wrap gap-2">
              {index > 0 && (
                <Button size="small" aria-label={t('earlierNamed', { n })} onClick={() => onChange(withUp(index))}>
                  {t('earlier')}
                </Button>
              )}
              <Button
                size="small"
                variant="danger"
                aria-label={t('removeExceptionNamed', { n })}
                onClick={() => onChange(exceptions.filter((other) => other.key !== it.key))}
              >
                {t('removeException')}
              </Button>
            </div>
          </fieldset>
        )
      })}
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => add([])}>
          <Icon name="plus" />
          {t('addHoliday')}
        </Button>
        <Button onClick={() => add(workingDays)}>
          <Icon name="plus" />
          {t('addPeriod')}
        </Button>
      </div>
    </section>
  )
}
