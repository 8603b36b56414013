'use client'

import { useLocale, useTranslations } from 'next-intl'
import { ServiceIcon } from '@/lib/ui/service-icon'
import { useConsole, useConsoleState } from './context'

/** Chooses the clinic whose line is shown and called from. */
export function ClinicChoice() {
  const t = useTranslations('console')
  const locale = useLocale()
  const { store, point, services, service, selectService, formats } = useConsole()
  const { snapshots } = useConsoleState(store)
  const label = point ? t('clinics.call') : t('clinics.follow')
  return (
    <div role="group" aria-label={label} className="grid gap-3">
      <p className="font-semibold">{label}</p>
      <div className="grid grid-cols-2 gap-2 sm:gap-3 lg:grid-cols-3">
        {services.map((one) => {
          const waiting = snapshots[one.slug]?.counts.waiting ?? one.waiting
          return (
            <button
              key={one.slug}
              type="button"
              aria-pressed={one.slug === service.slug}
              onClick={() => selectService(one.slug)}
              className="flex min-h-16 items-center gap-3 rounded-md border border-line bg-surface p-2 text-start hover:border-line-strong aria-pressed:border-turn aria-pressed:bg-turn-soft"
            >
              <ServiceIcon icon={one.icon} className="max-sm:hidden" />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{formats.text(one.name[locale])}</span>
                <span className="block text-sm text-ink-2">
                  {t('picker.waiting', { count: waiting, n: formats.number(waiting) })}
                </span>
              </span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
