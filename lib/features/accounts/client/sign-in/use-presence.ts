import { useEffect, useRef, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { openTabChannel } from '@/lib/client/tab-channel'
import { getSession } from '../../endpoints'
import { type Presence, presenceAt } from './presence'

const atMostEvery = 5 * 60_000
/** Milliseconds before reporting is tried again after a failure. */
const againAfter = 30_000
const lookEvery = 1_000

type Wishes = {
  idleMinutes: number
  /** Activity could not be reported to the server. */
  onFailed: (error: unknown) => void
  /** The session was idle for too long. */
  onOver: () => void
}

/**
 * Reports activity to the server, so that the session of a person who only reads and types does not end as idle.
 * Returns the presence and a function that reports it now. One tab's report counts for all tabs of the browser.
 */
export function usePresence(wishes: Wishes): [presence: Presence, tell: () => void] {
  const newest = useRef(wishes)
  useEffect(() => {
    newest.current = wishes
  })
  const [presence, setPresence] = useState<Presence>({ kind: 'there' })
  const telling = useRef(() => {})

  useEffect(() => {
    // Loading the page counted as activity.
    let toldAt = Date.now()
    let askAt = toldAt + atMostEvery
    let pending = false
    let actedMeanwhile = false
    let isOver = false
    const others = openTabChannel('dawr-presence')
    const look = (): Presence => presenceAt(Date.now(), toldAt, newest.current.idleMinutes)

    function show(): void {
      const now = look()
      setPresence((before) => (before.kind === 'there' && now.kind === 'there' ? before : now))
      if (now.kind !== 'over' || isOver) return
      isOver = true
      newest.current.onOver()
    }
    async function tell(): Promise<void> {
      const isLate = Date.now() >= askAt || look().kind === 'warned'
      actedMeanwhile = pending
      if (pending || isOver || !isLate) return
      pending = true
      const began = Date.now()
      try {
        await request(getSession)
        toldAt = began
        askAt = began + atMostEvery
        others?.postMessage(toldAt)
        show()
      } catch (error) {
        askAt = Date.now() + againAfter
        newest.current.onFailed(error)
      } finally {
        pending = false
      }
      // The answer may have come late: activity after the question counts of itself.
      if (actedMeanwhile) await tell()
    }
    function hear({ data }: MessageEvent<unknown>): void {
      if (typeof data !== 'number' || data <= toldAt) return
      toldAt = data
      askAt = Math.max(askAt, data + atMostEvery)
      show()
    }
    const act = (): void => void tell()
    telling.current = act
    const options = { capture: true, passive: true }
    window.addEventListener('pointerdown', act, options)
    window.addEventListener('keydown', act, options)
    others?.addEventListener('message', hear)
    others?.postMessage(toldAt)
    const timer = setInterval(show, lookEvery)
    return () => {
      clearInterval(timer)
      others?.close()
      window.removeEventListener('pointerdown', act, options)
      window.removeEventListener('keydown', act, options)
    }
  }, [])
  return [presence, () => telling.current()]
}
