'use client'

import { useLocale, useTranslations } from 'next-intl'
import { BrandMark } from '@/lib/ui/brand-mark'
import { buttonClass, KeyHint } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useConsole } from './context'
import { ariaChord } from './keys'
import { mayAddWalkIn } from './may'

const round = 'grid size-11 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-sunken hover:text-ink'

/** The service point, the connection state and the menu. */
export function ConsoleHeader() {
  const t = useTranslations('console')
  const locale = useLocale()
  const { branch, session, namesHidden, hideNames, openDialog, may } = useConsole()
  return (
    <header className="flex min-h-16 items-center gap-2 border-b border-line bg-surface px-3 py-2 sm:gap-3 sm:px-4">
      <BrandMark className="size-10 max-sm:hidden" />
      <PlacePill />
      <ConnectionText />
      <span className="flex-1" />
      {mayAddWalkIn(may) && <WalkInButton />}
      <button
        type="button"
        aria-pressed={namesHidden}
        aria-label={t('header.hideNames')}
        title={t('header.hideNames')}
        onClick={() => hideNames(!namesHidden)}
        className={classNames(round, 'max-lg:hidden aria-pressed:bg-turn-soft aria-pressed:text-turn-strong')}
      >
        <OfficeIcon name={namesHidden ? 'hidden' : 'visible'} />
      </button>
      <a
        href={`/${locale}/tv/${branch.slug}`}
        target="_blank"
        rel="noopener"
        aria-label={t('header.tv')}
        title={t('header.tv')}
        className={classNames(round, 'max-lg:hidden')}
      >
        <OfficeIcon name="display" />
      </a>
      <LanguageSwitch className="max-md:hidden" />
      <button
        type="button"
        aria-label={t('header.menu')}
        title={session.displayName}
        onClick={() => openDialog({ kind: 'menu' })}
        className="grid size-11 shrink-0 place-items-center rounded-full bg-turn-soft font-semibold text-turn-strong"
      >
        <Icon name="user" />
      </button>
    </header>
  )
}

function WalkInButton() {
  const t = useTranslations('console')
  const { openDialog, keys } = useConsole()
  return (
    <button
      type="button"
      aria-keyshortcuts={ariaChord(keys.map.walkIn)}
      onClick={() => openDialog({ kind: 'walkIn' })}
      className={classNames(
        buttonClass({ size: 'small' }),
        'max-sm:size-11 max-sm:shrink-0 max-sm:rounded-full max-sm:px-0',
      )}
    >
      <Icon name="plus" className="size-5" />
      <span className="max-sm:sr-only">{t('action.walkIn')}</span>
      <span className="text-ink-3 max-lg:hidden pointer-coarse:hidden">
        <KeyHint>{keys.shown.walkIn}</KeyHint>
      </span>
    </button>
  )
}

const pill = 'flex min-h-11 min-w-0 items-center gap-2 rounded-full border border-line-strong px-4 font-semibold'

/** The room and its clinic; a press opens the choice of service point. */
function PlacePill() {
  const t = useTranslations('console')
  const locale = useLocale()
  const { branch, point, service, formats, leavePlace } = useConsole()
  const serviceName = formats.text(service.name[locale])
  const [place, beside] = point
    ? [formats.text(point.label[locale]), serviceName]
    : [serviceName, formats.text(branch.name[locale])]
  const inside = (
    <>
      <ConnectionDot />
      <span className="truncate">
        <bdi>{place}</bdi>
        <span className="font-normal text-ink-2">
          {' · '}
          <bdi>{beside}</bdi>
        </span>
      </span>
    </>
  )
  if (leavePlace === null) return <p className={pill}>{inside}</p>
  return (
    <button
      type="button"
      onClick={leavePlace}
      aria-label={t('header.change', { place: `${place} · ${beside}` })}
      className={classNames(pill, 'hover:bg-sunken')}
    >
      {inside}
    </button>
  )
}

const dots = { live: 'bg-turn', connecting: 'animate-breathe bg-line-strong', polling: 'bg-near', offline: 'bg-near' }

function ConnectionDot() {
  const { liveness } = useConsole()
  return <span aria-hidden="true" className={classNames('size-2.5 shrink-0 rounded-full', dots[liveness.state])} />
}

function ConnectionText() {
  const t = useTranslations('console.header')
  const { liveness, formats } = useConsole()
  const { state, since } = liveness
  const offline = state === 'offline'
  const troubled = offline || state === 'polling'
  return (
    <p
      role="status"
      className={classNames(
        'items-center gap-1.5 text-sm whitespace-nowrap',
        troubled
          ? 'flex font-semibold text-near max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:justify-center max-md:bg-near-soft max-md:pt-2 max-md:pb-[max(0.5rem,env(safe-area-inset-bottom))]'
          : 'flex text-ink-3 max-lg:sr-only',
      )}
    >
      {troubled && <Icon name="offline" className="size-4" />}
      {offline ? t('offline', { time: since ? formats.time(since) : '' }) : t(state)}
    </p>
  )
}
