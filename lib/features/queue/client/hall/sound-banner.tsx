'use client'

import { useEffect, useState } from 'react'
import { Both } from '@/lib/ui/both'
import { Icon } from '@/lib/ui/icon'
import { allowSound, canSound, ringOnce } from '../turn-sound'
import { type TvWords, wordOf } from './words'

const settleMs = 1_500

/** Asks for a gesture to enable sound, which browsers require; reachable by the OK key of a remote control. */
export function TvSoundBanner({ words }: { words: TvWords }) {
  const [blocked, setBlocked] = useState(false)

  useEffect(() => {
    const look = () => setBlocked(!canSound())
    const allow = () => void allowSound().then(look)
    allow()
    const timer = setTimeout(look, settleMs)
    window.addEventListener('pointerdown', allow)
    window.addEventListener('keydown', allow)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointerdown', allow)
      window.removeEventListener('keydown', allow)
    }
  }, [])

  if (!blocked) return null
  return (
    <button
      type="button"
      // A remote control has an OK key and no pointer, so the button takes the focus.
      autoFocus
      onClick={() => void allowSound().then(() => ringOnce(0.6))}
      className="flex min-h-11 items-center gap-3 rounded-full bg-near-soft px-5 text-base font-semibold text-near"
    >
      <Icon name="soundOff" />
      <Both text={wordOf(words, 'soundOff')} />
    </button>
  )
}
