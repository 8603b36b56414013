'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { classNames } from '@/lib/ui/class-names'
import { ConsoleActions } from './actions'
import { AnothersDialog } from './anothers'
import { CancelDialog } from './cancel'
import { ClinicChoice } from './clinics'
import { useConsole, useConsoleState } from './context'
import { CurrentCard } from './current'
import { ConsoleHeader } from './header'
import type { KeyAction } from './keys'
import { KeysDialog } from './keys-dialog'
import { LinePanel } from './line'
import { ticketsOf } from './line-view'
import { mayUse } from './may'
import { MenuDialog } from './menu'
import { TodayNumbers } from './numbers'
import { RecentVisitors } from './recent'
import { TransferDialog } from './transfer'
import { UndoBar } from './undo'
import { useKeyActions } from './use-keys'
import { WalkInDialog } from './walk-in'

/** The console screen: the line, the current ticket with its commands, and the numbers of the day. */
export function ConsoleLayout() {
  const t = useTranslations('console')
  const { store, service, point, services } = useConsole()
  const { lines } = useConsoleState(store)
  const [view, setView] = useState<'now' | 'line'>('now')
  const searchBox = useRef<HTMLInputElement>(null)
  useConsoleShortcuts(() => {
    setView('line')
    // The search box may have just been mounted.
    requestAnimationFrame(() => searchBox.current?.select())
  })
  const waiting = ticketsOf(lines[service.slug], 'waiting').length
  return (
    <div className="flex min-h-dvh flex-col md:h-dvh">
      <ConsoleHeader />
      <ViewSwitch view={view} show={setView} waiting={waiting} />
      <main id="main" className="grid min-h-0 flex-1 md:grid-cols-[19rem_1fr] lg:grid-cols-[22rem_1fr]">
        <h1 className="sr-only">{t('title')}</h1>
        <LinePanel searchBox={searchBox} className={view === 'line' ? '' : 'max-md:hidden'} />
        <div
          className={classNames(
            'min-h-0 md:overflow-y-auto xl:grid xl:grid-cols-[1fr_18rem]',
            view === 'now' ? '' : 'max-md:hidden',
          )}
        >
          <div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 md:gap-5 md:p-6 lg:p-8">
            {(services.length > 1 || !point) && <ClinicChoice />}
            {point ? (
              <>
                <CurrentCard />
                <ConsoleActions />
                <RecentVisitors point={point} />
              </>
            ) : (
              <UndoBar />
            )}
          </div>
          <TodayNumbers />
        </div>
      </main>
      <MenuDialog />
      <KeysDialog />
      <TransferDialog />
      <CancelDialog />
      <AnothersDialog />
      <WalkInDialog />
    </div>
  )
}

type View = 'now' | 'line'

/** On a phone the line has its own page. */
function ViewSwitch({ view, show, waiting }: { view: View; show(view: View): void; waiting: number }) {
  const t = useTranslations('console.view')
  const { formats, point } = useConsole()
  return (
    <nav aria-label={t('label')} className="sticky top-0 z-10 bg-paper px-4 pt-3 md:hidden">
      <div className="grid grid-cols-2 gap-1 rounded-md bg-sunken p-1">
        {(['now', 'line'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={view === one}
            onClick={() => show(one)}
            className="flex min-h-11 items-center justify-center gap-2 rounded-sm font-semibold text-ink-2 aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-1"
          >
            {one === 'now' && !point ? t('clinics') : t(one)}
            {one === 'line' && (
              <span className="min-w-6 rounded-full bg-turn-soft px-1.5 text-sm text-turn-strong">
                {formats.number(waiting)}
              </span>
            )}
          </button>
        ))}
      </div>
    </nav>
  )
}

function useConsoleShortcuts(focusSearch: () => void): void {
  const { keys, commands, openDialog, may } = useConsole()
  useKeyActions(keys.map, (action: KeyAction) => {
    if (action === 'search') focusSearch()
    else if (!mayUse(action, may, true)) return
    else if (action === 'undo') commands.undo()
    else if (action === 'walkIn') openDialog({ kind: 'walkIn' })
    else commands.press(action)
  })
}
