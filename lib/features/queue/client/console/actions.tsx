'use client'

import { useTranslations } from 'next-intl'
import { buttonClass, KeyHint } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import type { LineTicketDto } from '../../line-contract'
import { fits, stepOf } from './at-hand'
import { CommandButton } from './command-button'
import type { TicketCommand } from './commands'
import { useConsole, useConsoleState } from './context'
import { ariaChord, type DeskAction } from './keys'
import { currentAt, nextOf } from './line-view'
import { mayUse } from './may'
import { UndoNote, UndoTile } from './undo'

type Tile = { command: Exclude<TicketCommand, 'start' | 'resume' | 'cancel'>; key: DeskAction }

const tiles: readonly Tile[] = [
  { command: 'recall', key: 'recall' },
  { command: 'noAnswer', key: 'noAnswer' },
  { command: 'hold', key: 'hold' },
  { command: 'transfer', key: 'transfer' },
  { command: 'finish', key: 'startFinish' },
]

/** The next step, and below it the other commands on the current visitor. Looks the same in every state. */
export function ConsoleActions() {
  const t = useTranslations('console')
  const { store, point, commands, may } = useConsole()
  const { lines } = useConsoleState(store)
  const current = currentAt(Object.values(lines), point?.slug ?? null)
  const shown = tiles.filter(({ key }) => mayUse(key, may, true))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 sm:gap-3">
      <StepButton current={current} />
      <div role="group" aria-label={t('action.label')} className="grid grid-cols-3 gap-2 sm:gap-3 xl:grid-cols-6">
        {shown.map(({ command, key }) => (
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
        {mayUse('undo', may, true) && <UndoTile />}
      </div>
      <UndoNote />
    </div>
  )
}

/** The one large button: it always does the next step. */
function StepButton({ current }: { current: LineTicketDto | null }) {
  const t = useTranslations('console.action')
  const { store, service, liveness, commands, keys } = useConsole()
  const line = useConsoleState(store).lines[service.slug]
  const next = nextOf(line)
  // While the stream is down the shown line may be old, so the server decides.
  const empty = liveness.state === 'live' && line !== undefined && next === null
  const step = stepOf(current, next !== null)
  const pending = commands.pending !== null && ['callNext', 'start', 'finish'].includes(commands.pending.command)
  return (
    <button
      type="button"
      aria-disabled={step === 'callNext' && empty}
      aria-busy={pending || undefined}
      aria-keyshortcuts={ariaChord(keys.map.callNext)}
      onClick={() => commands.press('callNext')}
      className={classNames(
        buttonClass({ variant: 'primary', size: 'large' }),
        'min-h-18 text-xl aria-disabled:border-line! aria-disabled:bg-sunken! aria-disabled:text-ink-3! aria-disabled:opacity-100',
        pending && 'animate-breathe',
      )}
    >
      {t(step)}
      <span className="pointer-coarse:hidden max-sm:hidden">
        <KeyHint>{keys.shown.callNext}</KeyHint>
      </span>
    </button>
  )
}
