'use client'

import { classNames } from '../class-names'

type Props = {
  /** The id of the element that labels the switch. */
  labelledBy: string
  on: boolean
  /** The command is pending. */
  pending?: boolean
  onTurn: (on: boolean) => void
}

/** A switch between on and off. Put a label with its state next to it: colour alone is not enough. */
export function Switch({ labelledBy, on, pending = false, onTurn }: Props) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-labelledby={labelledBy}
      aria-busy={pending || undefined}
      // Not `disabled`, which would remove the focus while the command is pending.
      aria-disabled={pending || undefined}
      onClick={() => !pending && onTurn(!on)}
      className="grid min-h-11 place-items-center rounded-full aria-disabled:opacity-55"
    >
      <span
        className={classNames(
          'flex h-8 w-14 items-center rounded-full border-2 p-0.5 transition-colors',
          on ? 'justify-end border-turn bg-turn' : 'justify-start border-line-strong bg-sunken',
        )}
      >
        <span className={classNames('size-6 rounded-full', on ? 'bg-on-turn' : 'bg-ink-3')} />
      </span>
    </button>
  )
}
