import { type ComponentProps, useId } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'

type Props = Omit<ComponentProps<'input'>, 'id'> & {
  label: string
  hint?: string | undefined
  /** What is wrong and how to put it right. */
  error?: string | undefined
}

/** A labelled input with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, className, ...input }: Props) {
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={classNames('grid gap-1.5', className)}>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-ink-3">
          {hint}
        </p>
      )}
      <input
        dir="auto"
        {...input}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={described || undefined}
        className={inputClass(error !== undefined)}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-semibold text-missed">
          <Icon name="warning" className="mt-0.5 size-4" />
          {error}
        </p>
      )}
    </div>
  )
}

/** The look of an input, for selects and search boxes too. */
export function inputClass(wrong = false): string {
  return classNames(
    'min-h-tap w-full rounded-md border bg-surface px-4 text-base text-ink placeholder:text-ink-3',
    wrong ? 'border-missed' : 'border-line-strong',
  )
}
