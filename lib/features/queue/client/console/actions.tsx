'use client'

import { useTranslations } from 'next-intl'
import { buttonClass, KeyHint } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { fits } from './at-hand'
import type { Command } from './commands'
import { useConsole, useConsoleState } from './context'
import { ariaChord, type DeskAction } from './keys'
import { currentAt, ticketsOf } from './line-view'
import { isolatedCode } from './words'

type Row = {
  command: Exclude<Command, 'callNext' | 'undo' | 'walkIn' | 'resume' | 'cancel'>
  key: DeskAction
}

const rows: readonly Row[] = [
  { command: 'recall', key: 'recall' },
  { command: 'start', key: 'startFinish' },
  { command: 'noAnswer', key: 'noAnswer' },
  { command: 'hold', key: 'hold' },
  { command: 'transfer', key: 'transfer' },
  { command: 'finish', key: 'startFinish' },
]

/** *Call next*, and below it the commands on the current ticket. */
export function ConsoleActions() {
  const t = useTranslations('console')
  const { store, point, service, commands, keys, liveness } = useConsole()
  const { lines } = useConsoleState(store)
  const line = lines[service.slug]
  const current = currentAt(Object.values(lines), point?.slug ?? null)
  const called = current?.state === 'called'
  // While the stream is down the shown state may be old, so the server decides.
  const empty = liveness.state === 'live' && line !== undefined && ticketsOf(line, 'waiting').length === 0

  return (
    <div className="grid gap-2">
      <CommandButton
        label={t('action.callNext')}
        command="callNext"
        keyAction="callNext"
        enabled={!called && !empty}
        primary
        onPress={() => commands.press('callNext')}
      />
      <p className="min-h-6 text-center text-sm text-ink-3" role="status">
        {called && t('current.startFirst', { code: isolatedCode(current.code) })}
      </p>
      <div role="group" aria-label={t('action.label')} className="grid grid-cols-3 gap-2 sm:gap-3 xl:grid-cols-6">
        {rows.map(({ command, key }) => (
          <CommandButton
            key={command}
            label={t(`action.${command}`)}
            command={command}
            keyAction={key}
            enabled={current !== null && fits(command, current)}
            danger={command === 'noAnswer'}
            onPress={() => commands.press(key)}
          />
        ))}
      </div>
      <p className="mt-1 flex items-center justify-center gap-2 text-sm text-ink-3 pointer-coarse:hidden">
        {t('action.undo')}
        <KeyHint>{keys.shown.undo}</KeyHint>
      </p>
    </div>
  )
}

type ButtonProps = {
  label: string
  command: Command
  keyAction: DeskAction
  enabled: boolean
  primary?: boolean
  danger?: boolean
  onPress(): void
}

/**
 * A command with its key. Stays focusable while disabled, so that keyboard focus is not lost
 * after every step.
 */
function CommandButton({ label, command, keyAction, enabled, primary = false, danger = false, onPress }: ButtonProps) {
  const { commands, keys } = useConsole()
  const pending = commands.pending?.command === command
  const look = buttonClass(
    primary ? { variant: 'primary', size: 'large' } : { variant: danger ? 'danger' : 'secondary' },
  )
  return (
    <button
      type="button"
      aria-disabled={!enabled}
      aria-busy={pending || undefined}
      aria-keyshortcuts={ariaChord(keys.map[keyAction])}
      onClick={() => enabled && onPress()}
      className={classNames(
        look,
        primary ? 'min-h-18 text-xl' : 'min-h-16 flex-col gap-1 px-1!',
        'aria-disabled:cursor-not-allowed aria-disabled:border-line! aria-disabled:bg-sunken! aria-disabled:text-ink-3! aria-disabled:opacity-100',
        pending && 'animate-breathe',
      )}
    >
      {label}
      <span className="pointer-coarse:hidden max-sm:hidden">
        <KeyHint>{keys.shown[keyAction]}</KeyHint>
      </span>
    </button>
  )
}
