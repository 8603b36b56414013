'use client'

import { useLocale } from 'next-intl'
import { useEffect, useState } from 'react'
import { useNewBuild } from '@/lib/client/new-build'
import { useRead } from '@/lib/client/use-read'
import { useWakeLock } from '@/lib/client/use-wake-lock'
import type { BranchDto } from '@/lib/features/branches/contract'
import { getBranch } from '@/lib/features/branches/endpoints'
import { flagOn } from '@/lib/features/branches/flags'
import { formatsOf } from '@/lib/i18n/formats'
import { callsOf, isCalling, largeCalls, latestPerTicket } from './announcements'
import { TvCalls, TvMissed } from './calls'
import { TvClinics } from './clinics'
import { TvFollow, type TvLink } from './follow'
import { TvHeader } from './header'
import { TvHero } from './hero'
import { useAnnouncer } from './use-announcer'
import { useTvState } from './use-hall-state'
import { burnInShift, clinicsOf, missedCodes, type TvState } from './view'
import type { TvWords } from './words'

type Props = {
  branch: BranchDto
  first: TvState
  cursor: string
  words: TvWords
  link: TvLink
  theme: 'dark' | 'light'
}

const branchEvery = 20_000
const mostCalls = 8

/** The screen of the waiting hall. Shows codes and rooms only, never names. */
export function TvScreen({ branch: given, first, cursor, words, link, theme }: Props) {
  const locale = useLocale()
  // Opening hours and flags change while the screen stays open.
  const branch = useRead(getBranch, { params: { branch: given.slug }, first: given, everyMs: branchEvery })
  const { queues, liveness, at, clockOffset, isRestored } = useTvState(given.slug, first, cursor)
  const now = useMinute(first.at, clockOffset)
  const hasChime = flagOn(branch, 'hall_chime')
  const announcements = useAnnouncer(queues, { hasChime, isRestored })
  const isNew = useNewBuild()
  useWakeLock(true)
  // For browsers without `:has`, see globals.css.
  useEffect(() => {
    document.documentElement.dataset['screen'] = 'tv'
  }, [])

  const { digits, timeZone, name } = branch
  const formats = formatsOf({ locale, digits, timeZone })
  const calls = latestPerTicket(callsOf(queues))
  const large = largeCalls(announcements, queues, now)
  const isOn = isCalling(announcements.current, large[0], now)
  // A reload mutes the page until a user gesture (docs/runbook.md), so it waits until no recent call is shown.
  useEffect(() => {
    if (isNew && !isOn) window.location.reload()
  }, [isNew, isOn])
  const shift = burnInShift(Math.floor(now.getTime() / 60_000))
  return (
    <main
      id="main"
      data-screen="tv"
      data-theme={theme}
      className="min-h-dvh overflow-hidden bg-paper p-6 text-ink sm:h-dvh"
    >
      <div
        // Set after mount: the Content-Security-Policy refuses a style attribute in the server's HTML.
        ref={(screen) => {
          if (screen) screen.style.transform = `translate(${shift.x * 4}px, ${shift.y * 4}px)`
        }}
        className="grid h-full gap-x-7 gap-y-5 landscape:grid-cols-[minmax(0,2.1fr)_minmax(0,1fr)] landscape:grid-rows-[auto_minmax(0,1fr)_auto] portrait:grid-rows-[auto_minmax(0,1fr)_auto_auto]"
      >
        <div className="landscape:col-span-2">
          <TvHeader
            name={name}
            now={now}
            liveness={liveness}
            at={at}
            hasChime={hasChime}
            formats={formats}
            words={words}
          />
        </div>
        <TvHero calls={large} said={announcements.current?.call.id} fresh={isOn} digits={digits} words={words} />
        <aside className="flex min-h-0 flex-col gap-4 landscape:row-span-2">
          <TvCalls
            calls={calls.filter(({ id }) => !large.some((call) => call.id === id)).slice(0, mostCalls)}
            digits={digits}
            words={words}
          />
          <TvMissed codes={missedCodes(queues)} words={words} />
          <TvFollow link={link} words={words} />
        </aside>
        <TvClinics clinics={clinicsOf(branch, queues)} formats={formats} words={words} />
      </div>
    </main>
  )
}

/** The time to the minute; starts with the server's time, so that hydration matches. */
function useMinute(first: string, offset: number): Date {
  const [minute, setMinute] = useState(() => Math.floor(Date.parse(first) / 60_000))
  useEffect(() => {
    const look = () => setMinute(Math.floor((Date.now() + offset) / 60_000))
    look()
    const timer = setInterval(look, 1_000)
    return () => clearInterval(timer)
  }, [offset])
  return new Date(minute * 60_000)
}
