'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type MouseEvent, useState } from 'react'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Button } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { FieldError } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import type { StepDraft } from './pathway-draft'
import { StepFields } from './step-fields'
import { typedNumber } from './typed-number'

type Props = {
  step: StepDraft
  index: number
  count: number
  /** The other clinics of the pathway. */
  others: readonly string[]
  nameOf: (slug: string) => string
  errorAt: (path: string) => string | undefined
  onChange: (step: StepDraft) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One step: its clinic with its conditions in words, and below them the fields that change them. */
export function StepRow({ step, index, count, others, nameOf, errorAt, onChange, onMove, onRemove }: Props) {
  const t = useTranslations('branches.steps')
  const { number } = usePlaceFormats()
  const [opened, setOpened] = useState(false)
  const clinic = nameOf(step.service)
  const at = `steps.${index}`
  const wrong = ['service', 'order', 'after', 'anyOf', 'exclusiveGroup']
    .map((it) => errorAt(`${at}.${it}`))
    .find(Boolean)
  const isOpen = opened || wrong !== undefined
  return (
    <fieldset
      tabIndex={-1}
      data-wrong={wrong !== undefined || undefined}
      aria-describedby={wrong === undefined ? undefined : `${at}-error`}
      className="grid min-w-0 rounded-md border border-line"
    >
      <legend className="sr-only">{clinic}</legend>
      <div className="flex flex-wrap items-center gap-x-3 px-4 py-2">
        <p className="min-w-0 flex-1 basis-52 leading-snug">
          <span className="font-semibold">{t('step', { n: number(index + 1), clinic })}</span>
          <Conditions step={step} nameOf={nameOf} />
        </p>
        <span className="flex items-center max-sm:-ms-3">
          <Button
            size="small"
            variant="quiet"
            aria-expanded={isOpen}
            aria-label={t('moreNamed', { clinic })}
            onClick={() => setOpened(!isOpen)}
          >
            {t('more')}
          </Button>
          <Move label={t('earlierNamed', { clinic })} up none={index === 0} onMove={() => onMove(-1)} />
          <Move label={t('laterNamed', { clinic })} none={index === count - 1} onMove={() => onMove(1)} />
          <Button
            size="small"
            variant="quiet"
            aria-label={t('removeNamed', { clinic })}
            title={t('remove')}
            className="text-missed! enabled:hover:bg-missed-soft!"
            onClick={onRemove}
          >
            <Icon name="close" />
          </Button>
        </span>
      </div>
      {wrong !== undefined && (
        <div className="px-4 pb-2">
          <FieldError id={at}>{wrong}</FieldError>
        </div>
      )}
      {isOpen && (
        <StepFields step={step} at={at} others={others} nameOf={nameOf} errorAt={errorAt} onChange={onChange} />
      )}
    </fieldset>
  )
}

type MoveProps = { label: string; up?: boolean; none: boolean; onMove: () => void }

/** Moves a step by one place and keeps the focus, so that it can be moved on. */
function Move({ label, up = false, none, onMove }: MoveProps) {
  const press = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    if (none) return
    onMove()
    requestAnimationFrame(() => currentTarget.focus())
  }
  return (
    <Button size="small" variant="quiet" aria-label={label} title={label} aria-disabled={none} onClick={press}>
      <Icon name="chevron" className={classNames('size-5 rtl:scale-x-100', up ? '-rotate-90' : 'rotate-90')} />
    </Button>
  )
}

function Conditions({ step, nameOf }: Pick<Props, 'step' | 'nameOf'>) {
  const t = useTranslations('branches.steps')
  const locale = useLocale()
  const list = (slugs: readonly string[], type: Intl.ListFormatType): string =>
    new Intl.ListFormat(locale, { type }).format(slugs.map(nameOf))
  const { number, text } = usePlaceFormats()
  const gap = typedNumber(step.minGap)
  const words = [
    step.required ? null : t('optional'),
    step.order === 'any' ? null : t(step.order === 'first' ? 'orderFirst' : 'orderLast'),
    step.after.length === 0 ? null : t('isAfter', { clinics: list(step.after, 'conjunction') }),
    step.anyOf.length === 0 ? null : t('isAnyOf', { clinics: list(step.anyOf, 'disjunction') }),
    step.notAfter === '' ? null : t('isBefore', { time: text(step.notAfter) }),
    gap === null || Number.isNaN(gap) ? null : t('isGap', { n: number(gap) }),
  ].filter((it) => it !== null)
  return words.length === 0 ? null : <span className="block text-sm text-ink-3">{words.join(' · ')}</span>
}
