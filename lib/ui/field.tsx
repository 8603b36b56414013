import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'

type Words = {
  label: string
  hint?: string | undefined
  /** The error and how to fix it. */
  error?: string | undefined
}

type FrameProps = Words & { id: string; className?: string | undefined; children: ReactNode }

/** The label, the hint and the error of an input with this id, which references them with `describedBy`. */
export function FieldFrame({ id, label, hint, error, className, children }: FrameProps) {
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
      {children}
      {error !== undefined && <FieldError id={id}>{error}</FieldError>}
    </div>
  )
}

/** The error of the input with this id, which references it with `describedBy`. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-semibold text-missed">
      <Icon name="warning" className="mt-0.5 size-4" />
      {children}
    </p>
  )
}

/** The ids of the hint and the error of an input, for `aria-describedby`. */
export function describedBy(id: string, { hint, error }: Omit<Words, 'label'>): string | undefined {
  const ids = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
  return ids.filter(Boolean).join(' ') || undefined
}

type Props = Omit<ComponentProps<'input'>, 'id'> & Words

/** A labelled input with its hint and its error, associated for screen readers. */
export function Field({ label, hint, error, className, ...input }: Props) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} className={className}>
      <input
        dir="auto"
        {...input}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={inputClass(error !== undefined)}
      />
    </FieldFrame>
  )
}

/** The classes of an input, for selects and search boxes too. */
export function inputClass(wrong = false): string {
  return classNames(
    'min-h-tap w-full rounded-md border bg-surface px-4 text-base text-ink placeholder:text-ink-3',
    wrong ? 'border-missed' : 'border-line-strong',
  )
}
