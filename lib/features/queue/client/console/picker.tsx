'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionDto } from '@/lib/features/accounts/contract'
import type { BranchDto, ServiceDto } from '@/lib/features/branches/contract'
import { useFormats } from '@/lib/i18n/use-formats'
import { AppBar } from '@/lib/ui/app-bar'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import { Notice } from '@/lib/ui/notice'
import { ServiceIcon } from '@/lib/ui/service-icon'
import { useOccupied } from './use-occupied'
import { isolatedCode } from './words'

type Option = { value: string; icon: string; title: string; text: string; waiting: number; occupied: string }
type Props = {
  branch: BranchDto
  session: SessionDto
  signOut: ReactNode
  links: ReactNode
  choose(place: string): void
}

/** Chooses the service point for today, or all lines without one. */
export function ConsolePicker({ branch, session, signOut, links, choose }: Props) {
  const t = useTranslations('console.picker')
  const locale = useLocale()
  const formats = useFormats(branch)
  const waitingIn = (services: readonly ServiceDto[]) => services.reduce((sum, service) => sum + service.waiting, 0)
  const occupied = useOccupied(branch.slug)
  const occupiedText = (slug: string) => {
    const here = occupied.get(slug)
    if (!here) return ''
    const words = { code: isolatedCode(here.code), time: formats.time(here.since) }
    if (here.by?.isYou) return t('yours', words)
    const name = here.by ? `\u2068${here.by.name}\u2069` : t('somebody')
    return t(here.state === 'called' ? 'called' : 'inService', { ...words, name })
  }
  const rooms: Option[] = branch.servicePoints
    .map((point) => ({ point, services: branch.services.filter((one) => point.services.includes(one.slug)) }))
    .filter(({ services }) => services.length > 0)
    .map(({ point, services }) => ({
      value: `point:${point.slug}`,
      icon: services[0]?.icon ?? '',
      title: formats.text(point.label[locale]),
      text: services.map((service) => formats.text(service.name[locale])).join(locale === 'ar' ? '، ' : ', '),
      waiting: waitingIn(services),
      occupied: occupiedText(point.slug),
    }))
  const lines = {
    value: 'lines',
    icon: '',
    title: t('lines'),
    text: t('linesHint'),
    waiting: waitingIn(branch.services),
    occupied: '',
  }
  const options = branch.services.length === 0 ? [] : [...rooms, lines]
  return (
    <div className="mx-auto min-h-dvh w-full max-w-5xl">
      <AppBar title={branch.name[locale]} subtitle={session.displayName}>
        <LanguageSwitch />
        <div className="max-sm:[&_button]:px-2 max-sm:[&_span]:sr-only">{signOut}</div>
      </AppBar>
      <main id="main" className="px-4 pt-6 pb-16">
        <h1 className="text-2xl font-bold">{t('title')}</h1>
        <p className="mt-1 mb-6 text-ink-2">{t('intro')}</p>
        {options.length === 0 ? (
          <Notice icon="pin">{t('none')}</Notice>
        ) : (
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {options.map((option) => (
              <li key={option.value}>
                <PickerTile
                  option={option}
                  waiting={t('waiting', { count: option.waiting, n: formats.number(option.waiting) })}
                  choose={choose}
                />
              </li>
            ))}
          </ul>
        )}
        <div className="mt-8 flex flex-wrap gap-2 border-t border-line pt-4">{links}</div>
      </main>
    </div>
  )
}

function PickerTile({ option, waiting, choose }: { option: Option; waiting: string; choose(place: string): void }) {
  return (
    <button
      type="button"
      onClick={() => {
        choose(option.value)
        // The list may be scrolled; the console starts at the top.
        window.scrollTo(0, 0)
      }}
      className="flex h-full w-full items-center gap-4 rounded-lg border border-line bg-surface p-4 text-start shadow-1 transition-colors hover:border-turn"
    >
      <ServiceIcon icon={option.icon} />
      <span className="min-w-0 flex-1">
        <span className="block text-lg font-semibold">
          <bdi>{option.title}</bdi>
        </span>
        {option.text !== '' && <span className="block text-sm text-ink-2">{option.text}</span>}
        <span className="block text-sm text-ink-3">{waiting}</span>
        {option.occupied !== '' && <span className="mt-1 block text-sm text-near">{option.occupied}</span>}
      </span>
    </button>
  )
}
