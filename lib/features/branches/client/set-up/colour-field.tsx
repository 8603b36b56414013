'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { ColourDot } from './colour-dot'

type Props = { colour: string | null; onChange: (colour: string | null) => void }

const colours = ['#1e88e5', '#2e7d32', '#c62828', '#f9a825', '#6a1b9a', '#ef6c00', '#00838f', '#6d4c41'] as const

/** The colour of the line on the floor. One that was set otherwise stays a choice. */
export function ColourField({ colour, onChange }: Props) {
  const t = useTranslations('branches')
  const name = useId()
  const known = colours.find((it) => it === colour)
  const others = colour !== null && known === undefined ? [{ value: colour, label: t('field.colourOther') }] : []
  const offered = [
    { value: null, label: t('field.colourNone') },
    ...colours.map((value) => ({ value, label: t(`colours.${value}`) })),
    ...others,
  ]
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-semibold">{t('field.colour')}</legend>
      <div className="flex flex-wrap gap-2">
        {offered.map(({ value, label }) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-full border border-line-strong px-4 has-checked:border-turn has-checked:bg-turn-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              checked={value === colour}
              onChange={() => onChange(value)}
              className="sr-only"
            />
            <ColourDot colour={value} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
