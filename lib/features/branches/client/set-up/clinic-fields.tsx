'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/lib/ui/field'
import { CheckList, CheckRow } from '@/lib/ui/office/check-list'
import { SelectField } from '@/lib/ui/office/select-field'
import { joinWays } from '../../set-up-fields'
import type { ClinicDraft } from './clinic-draft'
import { FormGroup } from './form-group'
import { HoursFields } from './hours-fields'
import { IconField } from './icon-field'
import { NumberField } from './number-field'
import { TextsField } from './texts-field'

type Props = {
  draft: ClinicDraft
  put: (some: Partial<ClinicDraft>) => void
  errorAt: (path: string) => string | undefined
  /** The name in addresses that a new clinic gets unless another is typed; null for one that has its name. */
  slugFor: string | null
}

const serves = ['everybody', 'women', 'men'] as const

/** Everything about a clinic. */
export function ClinicFields({ draft, put, errorAt, slugFor }: Props) {
  const t = useTranslations('branches')
  return (
    <>
      <FormGroup title={t('group.names')}>
        <TextsField
          name="name"
          text={draft.name}
          onChange={(name) => put({ name })}
          errorAt={errorAt}
          maxLength={120}
        />
        <IconField icon={draft.icon} onChange={(icon) => put({ icon })} />
        {slugFor !== null && (
          <Field
            label={t('field.slug')}
            hint={t('field.slugHint')}
            dir="ltr"
            placeholder={slugFor}
            value={draft.slug}
            onChange={(event) => put({ slug: event.target.value })}
            maxLength={40}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            error={errorAt('slug')}
          />
        )}
      </FormGroup>
      <FormGroup title={t('group.tickets')}>
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field
            label={t('field.prefix')}
            hint={t('field.prefixHint')}
            dir="ltr"
            value={draft.prefix}
            onChange={(event) => put({ prefix: event.target.value.trim().toUpperCase() })}
            maxLength={3}
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            error={errorAt('prefix')}
          />
          <NumberField
            name="typicalMinutes"
            hint="typicalMinutesHint"
            value={draft.typicalMinutes}
            onChange={(typicalMinutes) => put({ typicalMinutes })}
            error={errorAt('typicalMinutes')}
          />
          <NumberField
            name="numberFrom"
            hint="numberFromHint"
            value={draft.numberFrom}
            onChange={(numberFrom) => put({ numberFrom })}
            error={errorAt('numberFrom')}
          />
          <NumberField
            name="numberTo"
            hint="numberToHint"
            value={draft.numberTo}
            onChange={(numberTo) => put({ numberTo })}
            error={errorAt('numberTo')}
          />
          <NumberField
            name="dailyCap"
            hint="dailyCapHint"
            value={draft.dailyCap}
            onChange={(dailyCap) => put({ dailyCap })}
            error={errorAt('dailyCap')}
          />
        </div>
      </FormGroup>
      <FormGroup title={t('group.joining')}>
        <SelectField
          label={t('field.serves')}
          value={draft.serves}
          onChange={(event) => put({ serves: serves.find((it) => it === event.target.value) ?? 'everybody' })}
          options={serves.map((value) => ({ value, label: t(`serves.${value}`) }))}
          className="sm:max-w-sm"
        />
        <CheckList
          legend={t('field.joinBy')}
          hint={t('field.joinByHint')}
          options={joinWays.map((value) => ({ value, label: t(`joinBy.${value}`) }))}
          chosen={draft.joinBy}
          onChange={(joinBy) => put({ joinBy })}
        />
        <CheckRow checked={draft.needsFasting} onChange={(needsFasting) => put({ needsFasting })}>
          {t('field.needsFasting')}
        </CheckRow>
      </FormGroup>
      <FormGroup title={t('group.hours')}>
        <CheckRow checked={draft.hasOwnHours} onChange={(hasOwnHours) => put({ hasOwnHours })}>
          <span className="block font-semibold">{t('hours.own')}</span>
          <span className="block text-sm text-ink-2">{t('hours.ownHint')}</span>
        </CheckRow>
        {draft.hasOwnHours && (
          <HoursFields hours={draft.hours} onChange={(hours) => put({ hours })} errorAt={errorAt} />
        )}
      </FormGroup>
    </>
  )
}
