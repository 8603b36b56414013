'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { CheckList } from '@/lib/ui/office/check-list'
import { SelectField } from '@/lib/ui/office/select-field'
import type { SetUpDto } from '../../set-up-contract'
import { ColourField } from './colour-field'
import { FormGroup } from './form-group'
import type { RoomDraft } from './room-draft'
import { TextsField } from './texts-field'

type Props = {
  draft: RoomDraft
  put: (some: Partial<RoomDraft>) => void
  errorAt: (path: string) => string | undefined
  services: SetUpDto['services']
}

const kinds = ['room', 'counter'] as const

/** Everything about a room or counter. */
export function RoomFields({ draft, put, errorAt, services }: Props) {
  const t = useTranslations('branches')
  const locale = useLocale()
  return (
    <>
      <FormGroup title={t('group.names')}>
        <TextsField
          name="label"
          text={draft.label}
          onChange={(label) => put({ label })}
          errorAt={errorAt}
          maxLength={60}
        />
        <SelectField
          label={t('field.kind')}
          value={draft.kind}
          onChange={(event) => put({ kind: event.target.value === 'counter' ? 'counter' : 'room' })}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          className="sm:max-w-sm"
        />
      </FormGroup>
      <FormGroup title={t('group.way')}>
        <TextsField
          name="floor"
          text={draft.floor}
          onChange={(floor) => put({ floor })}
          errorAt={errorAt}
          maxLength={120}
        />
        <TextsField
          name="directions"
          text={draft.directions}
          onChange={(directions) => put({ directions })}
          errorAt={errorAt}
          maxLength={120}
        />
        <ColourField colour={draft.colour} onChange={(colour) => put({ colour })} />
      </FormGroup>
      <FormGroup title={t('parts.clinics')}>
        <CheckList
          legend={t('field.services')}
          options={services.map(({ slug, name }) => ({ value: slug, label: <bdi>{localised(name, locale)}</bdi> }))}
          chosen={draft.services}
          onChange={(chosen) => put({ services: chosen })}
        />
      </FormGroup>
    </>
  )
}
