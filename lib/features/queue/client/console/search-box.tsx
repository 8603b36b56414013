'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { KeyHint } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { inputClass } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useConsole, useConsoleState } from './context'
import { EmptyLine } from './empty-line'
import { ariaChord } from './keys'
import { LineRows } from './line-rows'
import { searchTickets } from './search'

/** The input for a code or a name; Escape clears it. */
export function SearchBox({ box }: { box: RefObject<HTMLInputElement | null> }) {
  const t = useTranslations('console.header')
  const { search, setSearch, keys } = useConsole()
  return (
    <div role="search" className="p-4 pb-3">
      <div
        className={classNames(
          inputClass(),
          'flex items-center gap-2 px-3! has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-focus',
        )}
      >
        <OfficeIcon name="search" className="size-5 text-ink-3" />
        <input
          ref={box}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          value={search}
          maxLength={80}
          placeholder={t('search')}
          aria-label={t('search')}
          aria-keyshortcuts={ariaChord(keys.map.search)}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('')
          }}
          className="min-h-11 min-w-0 flex-1 bg-transparent outline-none! placeholder:text-ink-3"
          {...(search !== '' && { dir: 'auto' })}
        />
        {search === '' ? (
          <span className="text-ink-3 pointer-coarse:hidden" aria-hidden="true">
            <KeyHint>{keys.shown.search}</KeyHint>
          </span>
        ) : (
          <button
            type="button"
            aria-label={t('clearSearch')}
            onClick={() => {
              setSearch('')
              box.current?.focus()
            }}
            className="-me-2 grid size-11 shrink-0 place-items-center rounded-full text-ink-2 hover:text-ink"
          >
            <Icon name="close" />
          </button>
        )}
      </div>
    </div>
  )
}

/** Matches in all lines kept here, in any state. */
export function SearchResults() {
  const t = useTranslations('console.search')
  const { store, search, formats } = useConsole()
  const { lines } = useConsoleState(store)
  const found = searchTickets(
    Object.values(lines).flatMap((line) => line.tickets),
    search,
  )
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-24">
      <div className="flex items-baseline gap-3 px-1 pb-2" role="status">
        <h2 className="text-lg font-semibold">{t('title')}</h2>
        <p className="text-sm text-ink-2">{t('count', { count: found.length, n: formats.number(found.length) })}</p>
      </div>
      {found.length === 0 && (
        <EmptyLine title={t('none', { query: `\u2068${search.trim()}\u2069` })} text={t('noneHint')} />
      )}
      <LineRows tickets={found} label={t('title')} showState />
    </div>
  )
}
