import { type ComponentProps, useId } from 'react'
import { classNames } from '../class-names'
import { describedBy, FieldError, inputClass } from '../field'
import { Icon } from '../icon'

type Props = Omit<ComponentProps<'select'>, 'id'> & {
  label: string
  hint?: string | undefined
  /** The error and how to fix it. */
  error?: string | undefined
  options: readonly { value: string; label: string }[]
}

/** A labelled choice of one among many. */
export function SelectField({ label, hint, error, options, className, ...select }: Props) {
  const id = useId()
  return (
    <div className={classNames('grid content-start gap-1.5', className)}>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <div className="relative">
        <select
          {...select}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={classNames(inputClass(error !== undefined), 'appearance-none truncate pe-11')}
        >
          {options.map((it) => (
            <option key={it.value} value={it.value}>
              {it.label}
            </option>
          ))}
        </select>
        <span className="pointer-events-none absolute inset-y-0 end-0 grid w-11 place-items-center text-ink-3">
          <Icon name="chevron" className="size-4 rotate-90 rtl:scale-x-100" />
        </span>
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError id={id}>{error}</FieldError>}
    </div>
  )
}
