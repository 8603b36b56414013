'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, KeyHint } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { useConsole } from './context'
import { type ChordProblem, chordOf, type KeyAction, keyActions, problemOf } from './keys'
import { mayUse } from './may'

/** Remaps the keys of this browser; refuses a taken or unsafe chord with the reason. */
export function KeysDialog() {
  const t = useTranslations('console')
  const { keys, dialog, openDialog, may, point } = useConsole()
  const [listening, setListening] = useState<KeyAction | null>(null)
  const [problem, setProblem] = useState<ChordProblem | null>(null)
  const open = dialog?.kind === 'keys'
  const usable = keyActions.filter((action) => mayUse(action, may, point !== null))
  const nameOf = (action: KeyAction) => t(`action.${action === 'callNext' ? 'step' : action}`)

  function close(): void {
    setListening(null)
    setProblem(null)
    if (open) openDialog(null)
  }

  function take(event: React.KeyboardEvent): void {
    if (listening === null || event.key === 'Tab') return
    const chord = chordOf(event)
    if (chord === null) return
    event.preventDefault()
    event.stopPropagation()
    const found = chord === 'Escape' ? null : problemOf(keys.map, listening, chord)
    setProblem(found)
    if (found) return
    if (chord !== 'Escape') keys.set(listening, chord)
    setListening(null)
  }

  const reason =
    problem &&
    {
      taken: problem.why === 'taken' ? t('keys.taken', { action: nameOf(problem.by) }) : '',
      not_allowed: t('keys.notAllowed'),
      browser: t('keys.browser'),
    }[problem.why]

  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('keys.title')}
      actions={
        <>
          <Button variant="primary" onClick={close}>
            {t('keys.done')}
          </Button>
          <Button
            onClick={() => {
              setListening(null)
              setProblem(null)
              keys.reset()
            }}
          >
            {t('keys.reset')}
          </Button>
        </>
      }
    >
      <p className="text-sm text-ink-2">{t('keys.intro')}</p>
      <ul className="grid divide-y divide-line" onKeyDown={take}>
        {usable.map((action) => (
          <li key={action} className="flex min-h-14 items-center gap-3">
            <span className="flex-1">{nameOf(action)}</span>
            {listening === action ? (
              <span className="text-sm font-semibold text-turn-strong">{t('keys.press')}</span>
            ) : (
              <KeyHint>{keys.shown[action]}</KeyHint>
            )}
            <Button
              size="small"
              variant="quiet"
              aria-pressed={listening === action}
              aria-label={t('keys.change', { action: nameOf(action) })}
              onClick={() => {
                setListening(action)
                setProblem(null)
              }}
              onBlur={() => setListening((now) => (now === action ? null : now))}
            >
              {t('keys.changeShort')}
            </Button>
          </li>
        ))}
      </ul>
      <p role="alert" className="min-h-6 text-sm font-semibold text-missed">
        {reason}
      </p>
    </Dialog>
  )
}
