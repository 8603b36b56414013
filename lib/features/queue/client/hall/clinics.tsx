'use client'

import { useEffect, useState } from 'react'
import type { Formats } from '@/lib/i18n/formats'
import { Both } from '@/lib/ui/both'
import { classNames } from '@/lib/ui/class-names'
import { pagesOf, type TvClinic } from './view'
import { type TvWords, wordOf } from './words'

const perPage = 8
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
      <ul className="grid auto-rows-[4.25rem] grid-cols-2 gap-2 sm:grid-cols-4">
        {pages[shown]?.map((clinic) => (
          <Clinic key={clinic.slug} clinic={clinic} formats={formats} words={words} />
        ))}
      </ul>
    </section>
  )
}

function Clinic({ clinic, formats, words }: { clinic: TvClinic; formats: Formats; words: TvWords }) {
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
        stacked
        className="leading-tight *:max-w-full *:truncate"
        firstClass="text-base font-semibold leading-snug"
        secondClass="text-sm text-ink-3 leading-snug"
      />
      {rests ? (
        <Both
          text={wordOf(words, availability === 'full' ? 'full' : 'closed')}
          stacked
          className="justify-items-end text-sm leading-snug"
        />
      ) : (
        <span className="text-xl leading-none font-bold tabular-nums">{formats.number(waiting)}</span>
      )}
    </li>
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
