'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/lib/ui/field'
import { CheckList } from '@/lib/ui/office/check-list'
import { SelectField } from '@/lib/ui/office/select-field'
import { orderHints } from '../../set-up-fields'
import type { StepDraft } from './pathway-draft'

type Props = {
  step: StepDraft
  at: string
  others: readonly string[]
  nameOf: (slug: string) => string
  errorAt: (path: string) => string | undefined
  onChange: (step: StepDraft) => void
}

const orderWords = { any: 'orderAny', first: 'orderFirst', last: 'orderLast' } as const

/** Whether a step must be done, when, and after which others. */
export function StepFields({ step, at, others, nameOf, errorAt, onChange }: Props) {
  const t = useTranslations('branches.steps')
  const put = (some: Partial<StepDraft>) => onChange({ ...step, ...some })
  const clinics = others.map((value) => ({ value, label: <bdi>{nameOf(value)}</bdi> }))
  return (
    <div className="grid gap-5 px-4 pt-2 pb-5">
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <SelectField
          label={nameOf(step.service)}
          value={step.required ? 'required' : 'optional'}
          onChange={(event) => put({ required: event.target.value === 'required' })}
          options={(['required', 'optional'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <SelectField
          label={t('order')}
          value={step.order}
          onChange={(event) => put({ order: orderHints.find((it) => it === event.target.value) ?? 'any' })}
          options={(['any', 'first', 'last'] as const).map((value) => ({ value, label: t(orderWords[value]) }))}
          error={errorAt(`${at}.order`)}
        />
        <Field
          label={t('notAfter')}
          hint={t('notAfterHint')}
          type="time"
          value={step.notAfter}
          onChange={(event) => put({ notAfter: event.target.value })}
        />
        <Field
          label={t('minGap')}
          hint={t('minGapHint')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={step.minGap}
          onChange={(event) => put({ minGap: event.target.value })}
          error={errorAt(`${at}.minGapMinutes`)}
        />
      </div>
      {clinics.length > 0 && (
        <>
          <CheckList legend={t('after')} options={clinics} chosen={step.after} onChange={(after) => put({ after })} />
          <CheckList legend={t('anyOf')} options={clinics} chosen={step.anyOf} onChange={(anyOf) => put({ anyOf })} />
        </>
      )}
    </div>
  )
}
