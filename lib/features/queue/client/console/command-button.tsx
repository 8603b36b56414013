'use client'

import { buttonClass, KeyHint } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { OfficeIcon, type OfficeIconName } from '@/lib/ui/office/office-icon'
import type { Command } from './commands'
import { useConsole } from './context'
import { ariaChord, type KeyAction } from './keys'

type Props = {
  label: string
  command: Command
  keyAction: KeyAction
  /** Whether it is possible now. */
  enabled: boolean
  icon?: OfficeIconName
  danger?: boolean
  onPress(): void
}

const off =
  'aria-disabled:cursor-not-allowed aria-disabled:border-line! aria-disabled:bg-sunken! aria-disabled:text-ink-3! aria-disabled:opacity-100'

/**
 * A command on the current visitor, with its key. Stays focusable while it is not possible, so that the keyboard focus
 * is not lost after every step.
 */
export function CommandButton({ label, command, keyAction, enabled, icon, danger = false, onPress }: Props) {
  const { commands, keys } = useConsole()
  const pending = commands.pending?.command === command
  return (
    <button
      type="button"
      aria-disabled={!enabled}
      aria-busy={pending || undefined}
      aria-keyshortcuts={ariaChord(keys.map[keyAction])}
      onClick={() => enabled && onPress()}
      className={classNames(
        buttonClass({ variant: danger ? 'danger' : 'secondary' }),
        'min-h-16 flex-col gap-1 px-1!',
        off,
        pending && 'animate-breathe',
      )}
    >
      <span className="flex items-center gap-1.5">
        {icon && <OfficeIcon name={icon} className="size-4" />}
        {label}
      </span>
      <span className="pointer-coarse:hidden max-sm:hidden">
        <KeyHint>{keys.shown[keyAction]}</KeyHint>
      </span>
    </button>
  )
}
