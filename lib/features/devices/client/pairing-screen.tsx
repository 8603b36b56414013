'use client'

import { useWakeLock } from '@/lib/client/use-wake-lock'
import type { Messages } from '@/lib/i18n/messages'
import type { Locale } from '@/lib/i18n/routing'
import { Both } from '@/lib/ui/both'
import { BrandMark } from '@/lib/ui/brand-mark'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import type { PairingView } from './keep-pairing'
import { PairingCode } from './pairing-code'
import { usePairing } from './use-pairing'

type Words = Messages['devices']['pairing']

type Props = {
  /** Texts in both languages, because the language of the hall is not known yet. */
  words: Record<Locale, Words>
  /** The admin page for devices, and its QR as one SVG path on a square of `size` modules. */
  link: { address: string; path: string; size: number }
  theme: 'dark' | 'light'
}

const steps = ['stepOpen', 'stepAdd', 'stepDone'] as const

/** Shown by a hall screen until its code has been entered. */
export function PairingScreen({ words, link, theme }: Props) {
  const { code, state } = usePairing('display')
  useWakeLock(true)
  const both = (key: keyof Words) => ({ ar: words.ar[key], en: words.en[key] })
  return (
    <main
      id="main"
      data-screen="tv"
      data-theme={theme}
      className="grid min-h-dvh grid-rows-[auto_minmax(0,1fr)] gap-6 bg-paper p-6 text-ink sm:p-10"
    >
      <header className="flex flex-wrap items-center gap-4">
        <BrandMark className="size-12" />
        <h1 className="min-w-0 flex-1">
          <Both text={both('heading')} firstClass="text-xl font-semibold" secondClass="text-lg text-ink-3" />
        </h1>
      </header>
      <div className="grid content-center gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] lg:items-center">
        <section className="grid min-w-0 content-center justify-items-center gap-[4vmin] rounded-lg bg-turn-soft px-4 py-[8vmin] text-center text-turn-strong">
          <PairingCode
            code={code}
            label={`${words.ar.code} · ${words.en.code}`}
            className="text-[min(13vw,10rem)] lg:text-[min(8.8vw,14rem)]"
          />
          <Status state={state} both={both} />
        </section>
        <section className="grid gap-8">
          <ol className="grid gap-6">
            {steps.map((step, at) => (
              <li key={step} className="flex items-start gap-4">
                <span
                  aria-hidden="true"
                  className="grid size-11 shrink-0 place-items-center rounded-full bg-surface text-lg font-semibold text-turn"
                >
                  {at + 1}
                </span>
                <Both
                  text={both(step)}
                  stacked
                  firstClass="text-lg font-semibold lg:text-xl"
                  secondClass="text-base text-ink-2 lg:text-lg"
                />
              </li>
            ))}
          </ol>
          <div className="flex items-center gap-5">
            <svg
              role="img"
              aria-label={link.address}
              viewBox={`0 0 ${link.size} ${link.size}`}
              shapeRendering="crispEdges"
              // A QR code is black on white in every scheme: cameras expect it.
              className="size-32 shrink-0 rounded-sm bg-[#fff] lg:size-40"
            >
              <path d={link.path} fill="#000" />
            </svg>
            <bdi dir="ltr" className="min-w-0 text-sm break-all text-ink-3">
              {link.address.replace(/^https?:\/\//, '')}
            </bdi>
          </div>
        </section>
      </div>
    </main>
  )
}

type StatusProps = { state: PairingView['state']; both: (key: keyof Words) => { ar: string; en: string } }

function Status({ state, both }: StatusProps) {
  return (
    <div className="grid justify-items-center gap-1">
      <p
        role="status"
        className={classNames('flex items-center gap-3 text-lg lg:text-xl', state === 'offline' && 'text-near')}
      >
        {state === 'offline' ? (
          <Icon name="offline" />
        ) : (
          <span aria-hidden="true" className="size-3 animate-breathe rounded-full bg-turn" />
        )}
        <Both text={both(state)} className="justify-center" />
      </p>
      <Both text={both('renews')} className="justify-center text-base opacity-85 lg:text-lg" />
    </div>
  )
}
