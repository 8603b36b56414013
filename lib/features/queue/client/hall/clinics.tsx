'use client'

import { useEffect, useState } from 'react'
import type { Formats } from '@/lib/i18n/formats'
import { Both } from '@/lib/ui/both'
import { classNames } from '@/lib/ui/class-names'
import { pagesOf, type TvClinic } from './view'
import { type TvWords, wordOf } from './words'

const perPage = 6
const pageMs = 10_000

/** The number waiting per clinic; rotates through pages when they do not fit. */
export function TvClinics({
  clinics,
  formats,
  words,
}: {
  clinics: readonly TvClinic[]
  formats: Formats
  words: TvWords
}) {
  const pages = pagesOf(clinics, perPage)
  const [turn, setTurn] = useState(0)
  const rotates = pages.length > 1

  useEffect(() => {
    if (!rotates) return
    const timer = setInterval(() => setTurn((now) => now + 1), pageMs)
    return () => clearInterval(timer)
  }, [rotates])

  const shown = turn % Math.max(1, pages.length)
  return (
    <section className="grid gap-2">
      <h2 className="flex items-center justify-between px-2 text-base font-semibold text-ink-3">
        <Both text={wordOf(words, 'waiting')} />
        {rotates && <Dots count={pages.length} shown={shown} />}
      </h2>
      <ul
        className={classNames(
          'grid auto-rows-[4.5rem] grid-cols-1 gap-2 portrait:auto-rows-[5.25rem] sm:grid-cols-2',
          // A last page with fewer rows would move the calls above.
          rotates && 'sm:grid-rows-[repeat(3,4.5rem)] sm:portrait:grid-rows-[repeat(3,5.25rem)]',
        )}
      >
        {pages[shown]?.map((clinic) => (
          <TvClinicTile key={clinic.slug} clinic={clinic} formats={formats} words={words} />
        ))}
      </ul>
    </section>
  )
}

/** One clinic with the number waiting. */
export function TvClinicTile({ clinic, formats, words }: { clinic: TvClinic; formats: Formats; words: TvWords }) {
  const { name, availability, waiting } = clinic
  const rests = availability !== 'open' && waiting === 0
  return (
    <li
      className={classNames(
        'flex items-center justify-between gap-3 rounded-md border border-line px-4',
        rests ? 'bg-sunken text-ink-3' : 'bg-surface',
      )}
    >
      <Both
        text={name}
        className="min-w-0 flex-1 leading-tight *:max-w-full *:truncate portrait:grid portrait:justify-items-start"
        firstClass="text-[1.5rem] font-semibold"
        secondClass="text-[1.5rem] text-ink-3"
      />
      {rests ? (
        <Both
          text={wordOf(words, availability === 'full' ? 'full' : 'closed')}
          stacked
          className="shrink-0 justify-items-end text-base leading-snug"
        />
      ) : (
        <Count value={waiting} written={formats.number(waiting)} />
      )}
    </li>
  )
}

/** A number of people. Nobody is a dash: the Arabic zero is a dot, which looks like dust on the screen. */
function Count({ value, written }: { value: number; written: string }) {
  if (value > 0) return <span className="text-[1.75rem] leading-none font-semibold tabular-nums">{written}</span>
  return (
    <span className="text-[1.75rem] leading-none text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{written}</span>
    </span>
  )
}

function Dots({ count, shown }: { count: number; shown: number }) {
  return (
    <span aria-hidden="true" className="flex gap-1.5">
      {Array.from({ length: count }, (_, page) => (
        <span
          key={page}
          className={classNames('size-2 rounded-full', page === shown ? 'bg-ink-2' : 'bg-line-strong')}
        />
      ))}
    </span>
  )
}
