'use client'

import { useTranslations } from 'next-intl'
import { KeyHint } from '@/lib/ui/button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useNow } from './clock'
import { CommandButton } from './command-button'
import { useConsole } from './context'
import { type ConsoleChange, lastChange, readHistory } from './history'
import { ariaChord } from './keys'
import { useRemembered } from './preferences'
import { useDoneWords } from './words'

/** The change that undo would revert now, in this browser, also after a reload. */
function useUndoable(): ConsoleChange | null {
  const { historyKey } = useConsole()
  const [stored] = useRemembered(historyKey)
  const now = useNow(5_000, 0)
  return lastChange(readHistory(stored), now)
}

/** Undo among the commands at a service point. */
export function UndoTile() {
  const t = useTranslations('console.action')
  const { commands } = useConsole()
  const change = useUndoable()
  return (
    <CommandButton
      label={t('undo')}
      icon="undo"
      command="undo"
      keyAction="undo"
      enabled={change !== null}
      onPress={commands.undo}
    />
  )
}

/** What undo would revert. Keeps its height. */
export function UndoNote() {
  const t = useTranslations('console.current')
  const { formats } = useConsole()
  const change = useUndoable()
  const words = useDoneWords()
  return (
    <p className="min-h-6 truncate text-center text-sm text-ink-3">
      {change && t('undoes', { change: words(change), time: formats.time(new Date(change.at)) })}
    </p>
  )
}

/** Undo for staff who keep the lines without a room: one wide button that says what it reverts. */
export function UndoBar() {
  const t = useTranslations('console')
  const { commands, keys } = useConsole()
  const change = useUndoable()
  const words = useDoneWords()
  if (!change) return null
  return (
    <button
      type="button"
      aria-keyshortcuts={ariaChord(keys.map.undo)}
      onClick={commands.undo}
      className="flex min-h-tap items-center gap-3 rounded-md border border-line-strong bg-surface px-4 text-start hover:bg-sunken"
    >
      <OfficeIcon name="undo" />
      <span className="font-semibold">{t('action.undo')}</span>
      <span className="min-w-0 flex-1 truncate text-ink-2">{words(change)}</span>
      <span className="text-ink-3 pointer-coarse:hidden">
        <KeyHint>{keys.shown.undo}</KeyHint>
      </span>
    </button>
  )
}
