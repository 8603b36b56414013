'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { FieldError } from '@/lib/ui/field'
import { SelectField } from '@/lib/ui/office/select-field'
import type { SetUpDto } from '../../set-up-contract'
import { newStep, type StepDraft, withMoved, withoutStep } from './pathway-draft'
import { StepRow } from './step-row'

type Props = {
  steps: readonly StepDraft[]
  onChange: (steps: StepDraft[]) => void
  services: SetUpDto['services']
  errorAt: (path: string) => string | undefined
}

/** The steps of a pathway: add, move, remove, and what each waits for. */
export function StepsEditor({ steps, onChange, services, errorAt }: Props) {
  const t = useTranslations('branches.steps')
  const locale = useLocale()
  const nameOf = (slug: string): string => {
    const service = services.find((it) => it.slug === slug)
    return service ? localised(service.name, locale) : slug
  }
  const left = services.filter(({ slug }) => !steps.some((it) => it.service === slug))
  const none = errorAt('steps')
  return (
    <>
      {steps.length === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <ol className="grid gap-3">
          {steps.map((step, index) => (
            <li key={step.service}>
              <StepRow
                step={step}
                index={index}
                count={steps.length}
                others={steps.filter((it) => it !== step).map((it) => it.service)}
                nameOf={nameOf}
                errorAt={errorAt}
                onChange={(to) => onChange(steps.map((it, at) => (at === index ? to : it)))}
                onMove={(by) => onChange(withMoved(steps, index, by))}
                onRemove={() => onChange(withoutStep(steps, step.service))}
              />
            </li>
          ))}
        </ol>
      )}
      {none !== undefined && <FieldError id="steps">{none}</FieldError>}
      {left.length > 0 && (
        <SelectField
          key={steps.length}
          label={t('add')}
          defaultValue=""
          aria-invalid={none !== undefined}
          onChange={(event) => onChange([...steps, newStep(event.target.value)])}
          options={[
            { value: '', label: t('choose') },
            ...left.map(({ slug }) => ({ value: slug, label: nameOf(slug) })),
          ]}
          className="sm:max-w-sm"
        />
      )}
    </>
  )
}
