import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'medium' | 'large' | 'small'

const base =
  'inline-flex items-center justify-center gap-2 rounded-md border font-semibold text-center transition-colors ' +
  'disabled:opacity-55 aria-disabled:opacity-55'

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-turn text-on-turn enabled:hover:bg-turn-strong',
  secondary: 'border-line-strong bg-surface text-ink enabled:hover:bg-sunken',
  quiet: 'border-transparent text-turn enabled:hover:bg-turn-soft',
  danger: 'border-line-strong bg-surface text-missed enabled:hover:bg-missed-soft',
}

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-11 px-3 text-sm',
  medium: 'min-h-tap px-4 py-2 text-base',
  large: 'min-h-16 px-6 py-3 text-lg',
}

/** Classes of a button, for links that look like one. */
export function buttonClass(it: { variant?: ButtonVariant; size?: ButtonSize; wide?: boolean } = {}): string {
  return classNames(base, variants[it.variant ?? 'secondary'], sizes[it.size ?? 'medium'], it.wide && 'w-full')
}

type Props = ComponentProps<'button'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Takes the full width. */
  wide?: boolean
  /** The command is running: the button keeps its width and ignores clicks. */
  pending?: boolean
  /** The keyboard shortcut, as printed on the keyboard. */
  keyHint?: string | undefined
  children: ReactNode
}

/** A button. `secondary` by default; one `primary` per screen. */
export function Button({ variant, size, wide, pending, keyHint, className, children, ...rest }: Props) {
  const look = buttonClass({ ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) })
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || pending === true}
      aria-busy={pending === true || undefined}
      className={classNames(look, className)}
    >
      {pending === true && <Spinner />}
      {children}
      {keyHint !== undefined && <KeyHint>{keyHint}</KeyHint>}
    </button>
  )
}

/** The name of a key, as printed on it. Always left to right: keys have Latin names. */
export function KeyHint({ children }: { children: ReactNode }) {
  return (
    <kbd dir="ltr" className="rounded-sm border border-current px-1.5 font-sans text-sm leading-5 font-semibold">
      {children}
    </kbd>
  )
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 shrink-0 animate-turning rounded-full border-2 border-current border-e-transparent"
    />
  )
}
