'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { SessionDto } from '@/lib/features/accounts/contract'
import type { BranchDto, ServiceDto } from '@/lib/features/branches/contract'
import { useFormats } from '@/lib/i18n/use-formats'
import { AppBar } from '@/lib/ui/app-bar'
import { KeyHint } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { Field } from '@/lib/ui/field'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import { Notice } from '@/lib/ui/notice'
import { ServiceIcon } from '@/lib/ui/service-icon'
import type { OccupiedPointDto } from '../../line-contract'
import { inOrder, matching, type Place, tileAfter } from './picker-order'
import { useOccupied } from './use-occupied'
import { isolatedCode } from './words'

type Option = Place & { icon: string; waiting: number; occupied: string }
type Props = {
  branch: BranchDto
  session: SessionDto
  signOut: ReactNode
  links: ReactNode
  /** Where this person worked last in this browser. */
  last: string | null
  choose(place: string): void
}

/** Chooses the service point for today, or all lines without one. */
export function ConsolePicker({ branch, session, signOut, links, last, choose }: Props) {
  const t = useTranslations('console.picker')
  const locale = useLocale()
  const formats = useFormats(branch)
  const waitingIn = (services: readonly ServiceDto[]) => services.reduce((sum, service) => sum + service.waiting, 0)
  const occupied = useOccupied(branch.slug)
  const nameOf = (by: OccupiedPointDto['by']) => (by ? `\u2068${by.name}\u2069` : t('somebody'))
  const occupiedText = (slug: string) => {
    const here = occupied.get(slug)
    if (!here) return ''
    const words = { code: isolatedCode(here.code), time: formats.time(here.since) }
    if (here.by?.isYou) return t('yours', words)
    return t(here.state === 'called' ? 'called' : 'inService', { ...words, name: nameOf(here.by) })
  }
  const rooms: Option[] = branch.servicePoints
    .map((point) => ({ point, services: branch.services.filter((one) => point.services.includes(one.slug)) }))
    // A closed room is offered as long as somebody is served there.
    .filter(({ point, services }) => services.length > 0 && (point.status === 'open' || occupied.has(point.slug)))
    .map(({ point, services }) => ({
      value: `point:${point.slug}`,
      icon: services[0]?.icon ?? '',
      title: formats.text(point.label[locale]),
      text: services.map((service) => formats.text(service.name[locale])).join(locale === 'ar' ? '، ' : ', '),
      waiting: waitingIn(services),
      occupied: occupiedText(point.slug),
      isYours: occupied.get(point.slug)?.by?.isYou === true,
    }))
  const lines = {
    value: 'lines',
    icon: '',
    title: t('lines'),
    text: t('linesHint'),
    waiting: waitingIn(branch.services),
    occupied: '',
    isYours: false,
  }
  const options = branch.services.length === 0 ? [] : inOrder([...rooms, lines], last)
  return (
    <div className="mx-auto min-h-dvh w-full max-w-5xl">
      <AppBar title={branch.name[locale]} subtitle={session.displayName}>
        <LanguageSwitch />
        <div className="max-sm:[&_button]:px-2 max-sm:[&_span]:sr-only">{signOut}</div>
      </AppBar>
      <main id="main" className="px-4 pt-6 pb-16">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="mt-1 mb-6 text-ink-2">{t('intro')}</p>
        {options.length === 0 ? (
          <Notice icon="pin">{t('none')}</Notice>
        ) : (
          <Options
            options={options}
            last={last}
            waiting={(count) => t('waiting', { count, n: formats.number(count) })}
            choose={choose}
          />
        )}
        <div className="mt-8 flex flex-wrap gap-2 border-t border-line pt-4">{links}</div>
      </main>
    </div>
  )
}

type OptionsProps = {
  options: readonly Option[]
  last: string | null
  waiting(count: number): string
  choose(place: string): void
}

/** More options than this can be searched. */
const fewOptions = 6

/** The places: the first has the focus, arrows move, and typing searches, so that three keys choose any room. */
function Options({ options, last, waiting, choose }: OptionsProps) {
  const t = useTranslations('console.picker')
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const shown = matching(options, typed)
  const tiles = () => [...(list.current?.querySelectorAll('button') ?? [])]
  const given = useRef<Element | null>(null)
  const foremost = options[0]?.value
  useEffect(() => {
    // The own room comes first once it is known; a focus that the person moved stays.
    if (given.current !== null && document.activeElement !== given.current) return
    given.current = list.current?.querySelector('button') ?? null
    if (given.current instanceof HTMLElement) given.current.focus({ preventScroll: true })
  }, [foremost])

  function pick(place: string): void {
    choose(place)
    // The list may be scrolled; the console starts at the top.
    window.scrollTo(0, 0)
  }

  function move(event: React.KeyboardEvent<HTMLUListElement>): void {
    const { key } = event
    const isText = key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
    // The key is then typed into the box.
    if (isText) return box.current?.focus()
    const all = tiles()
    const index = all.findIndex((one) => one === event.target)
    const boxes = all.map((one) => one.getBoundingClientRect())
    const to = tileAfter(boxes, index, key, getComputedStyle(event.currentTarget).direction === 'rtl')
    if (to === index) return
    event.preventDefault()
    all[to]?.focus()
  }

  function leaveBox(event: React.KeyboardEvent<HTMLInputElement>): void {
    const [first] = shown
    if (event.key === 'Enter' && first && typed !== '') pick(first.value)
    else if (event.key === 'ArrowDown') tiles()[0]?.focus()
    else if (event.key === 'Escape') setTyped('')
    else return
    event.preventDefault()
  }

  return (
    <>
      {options.length > fewOptions && (
        <Field
          ref={box}
          className="mb-4 max-w-sm"
          label={t('find')}
          value={typed}
          maxLength={40}
          autoComplete="off"
          enterKeyHint="go"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={leaveBox}
        />
      )}
      <p role="status" className={shown.length === 0 ? 'py-6 text-ink-2' : 'sr-only'}>
        {typed !== '' && (shown.length === 0 ? t('notFound') : t('found', { place: shown[0]?.title ?? '' }))}
      </p>
      <ul ref={list} onKeyDown={move} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((option, index) => (
          <li key={option.value}>
            <PickerTile
              option={option}
              note={option.value === last ? t('last') : ''}
              isNext={typed !== '' && index === 0}
              waiting={waiting(option.waiting)}
              choose={pick}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

type TileProps = {
  option: Option
  note: string
  /** Enter chooses it. */
  isNext: boolean
  waiting: string
  choose(place: string): void
}

function PickerTile({ option, note, isNext, waiting, choose }: TileProps) {
  return (
    <button
      type="button"
      onClick={() => choose(option.value)}
      className={classNames(
        'flex h-full w-full items-center gap-4 rounded-lg border bg-surface p-4 text-start shadow-1 transition-colors hover:border-turn',
        isNext ? 'border-turn' : 'border-line',
      )}
    >
      <ServiceIcon icon={option.icon} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2 text-lg font-semibold">
          <bdi>{option.title}</bdi>
          {note !== '' && <span className="text-sm font-semibold text-turn-strong">{note}</span>}
          {isNext && (
            <span className="text-ink-3 pointer-coarse:hidden" aria-hidden="true">
              <KeyHint>Enter</KeyHint>
            </span>
          )}
        </span>
        {option.text !== '' && <span className="block text-sm text-ink-2">{option.text}</span>}
        <span className="block text-sm text-ink-3">{waiting}</span>
        {option.occupied !== '' && <span className="mt-1 block text-sm text-near">{option.occupied}</span>}
      </span>
    </button>
  )
}
