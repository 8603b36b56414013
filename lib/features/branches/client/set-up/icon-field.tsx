'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { ServiceIcon, type ServiceIconName, serviceIconNames } from '@/lib/ui/service-icon'

type Props = { icon: string; onChange: (icon: string) => void }

const offered: readonly (ServiceIconName | 'clinic')[] = ['clinic', ...serviceIconNames]

/** The icon of a clinic. One without a drawing has the cross of all clinics. */
export function IconField({ icon, onChange }: Props) {
  const t = useTranslations('branches')
  const name = useId()
  const chosen = offered.find((it) => it === icon) ?? 'clinic'
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-semibold">{t('field.icon')}</legend>
      <div className="flex flex-wrap gap-2">
        {offered.map((it) => (
          <label
            key={it}
            title={t(`icons.${it}`)}
            className="grid cursor-pointer place-items-center rounded-md border-2 border-transparent p-0.5 has-checked:border-turn has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              aria-label={t(`icons.${it}`)}
              checked={it === chosen}
              onChange={() => onChange(it)}
              className="sr-only"
            />
            <ServiceIcon icon={it} muted={it !== chosen} className="size-11!" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
