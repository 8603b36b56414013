'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatsOf } from '@/lib/i18n/formats'
import { PairingCode } from './pairing-code'
import { usePairing } from './use-pairing'

const steps = ['stepOpen', 'stepAdd', 'stepDone'] as const

/** The code that enrols this browser as a tablet of a branch, with instructions. */
export function TabletPairing() {
  const t = useTranslations('devices.pairing')
  const tPage = useTranslations('devices.tabletPage')
  const { number } = formatsOf({ locale: useLocale(), digits: 'arab', timeZone: 'UTC' })
  const { code, state } = usePairing('tablet')
  return (
    <div className="grid gap-6">
      <div className="grid justify-items-center gap-4 rounded-md bg-turn-soft px-3 py-8 text-center text-turn-strong">
        <PairingCode code={code} label={t('code')} className="text-[min(10.5vw,4rem)]" />
        <p role="status" className={state === 'offline' ? 'text-near' : undefined}>
          {t(state)}
        </p>
        <p className="text-sm opacity-80">{t('renews')}</p>
      </div>
      <ol className="grid gap-3">
        {steps.map((step, at) => (
          <li key={step} className="flex items-start gap-3">
            <span
              aria-hidden="true"
              className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-sm font-semibold text-ink-2"
            >
              {number(at + 1)}
            </span>
            <span className="pt-1">{tPage(step)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
