import type { ReactNode } from 'react'
import { classNames } from '../class-names'

type Props<Value extends string> = {
  legend: string
  hint?: string | undefined
  options: readonly { value: Value; label: ReactNode }[]
  chosen: readonly Value[]
  onChange: (chosen: Value[]) => void
  className?: string
}

/** A choice of any among several. */
export function CheckList<Value extends string>({ legend, hint, options, chosen, onChange, className }: Props<Value>) {
  return (
    <fieldset className={classNames('grid gap-1.5', className)}>
      <legend className="mb-1.5 font-semibold">{legend}</legend>
      {hint !== undefined && <p className="text-sm text-ink-3">{hint}</p>}
      <div className="grid gap-2 sm:grid-cols-2">
        {options.map(({ value, label }) => (
          <CheckRow
            key={value}
            checked={chosen.includes(value)}
            onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((it) => it !== value))}
          >
            {label}
          </CheckRow>
        ))}
      </div>
    </fieldset>
  )
}

type RowProps = { checked: boolean; onChange: (on: boolean) => void; children: ReactNode }

/** One thing that is chosen or not. */
export function CheckRow({ checked, onChange, children }: RowProps) {
  return (
    <label className="flex min-h-tap cursor-pointer items-center gap-3 rounded-md border border-line-strong bg-surface px-4 py-2 has-checked:border-turn has-checked:bg-turn-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-turn outline-none"
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
