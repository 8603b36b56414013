import type { ReactNode } from 'react'

type Props<Value extends string> = {
  legend: ReactNode
  name: string
  /** Chosen at first. */
  defaultValue: Value
  options: readonly { value: Value; label: string; about?: string }[]
  onChoose?: (value: Value) => void
}

/** A choice of one among a few, each with a sentence about it. */
export function CardChoice<Value extends string>({ legend, name, defaultValue, options, onChoose }: Props<Value>) {
  return (
    <fieldset>
      <legend className="mb-4 text-lg font-semibold">{legend}</legend>
      <div className="grid gap-3">
        {options.map(({ value, label, about }) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-3 rounded-md border border-line-strong bg-surface p-4 has-checked:border-turn has-checked:bg-turn-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === defaultValue}
              onChange={() => onChoose?.(value)}
              className="mt-1.5 size-4 shrink-0 accent-turn outline-none"
            />
            <span>
              <span className="block font-semibold">{label}</span>
              {about !== undefined && <span className="block text-sm text-ink-2">{about}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
