'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { ServiceDto } from '@/lib/features/branches/contract'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { Link } from '@/lib/i18n/navigation'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { ServiceIcon } from '@/lib/ui/service-icon'
import type { TicketDto } from '../../contract'
import { useOpeningLine } from './opening'

type Props = {
  service: ServiceDto
  waiting: number
  /** How long somebody who joins now waits, if that is known. */
  wait: TicketDto['wait'] | undefined
  href: string
  now: Date
  timeZone: string
  formats: Formats
}

/** A tile of one clinic: icon, name, and the number waiting or the opening time. */
export function ClinicTile({ service, waiting, wait, href, now, timeZone, formats }: Props) {
  const t = useTranslations('visitor.home')
  const line = useOpeningLine(formats, timeZone)
  const short = useTranslations('visitor.wait')
  const n = formats.number
  const open = service.availability === 'open'
  return (
    <Link
      href={href}
      className={classNames(
        'flex h-full min-h-18 items-center gap-3 rounded-md border border-line px-3 py-2.5 sm:px-4 sm:py-4',
        open ? 'bg-surface shadow-1 hover:border-line-strong' : 'bg-sunken',
      )}
    >
      <ServiceIcon icon={service.icon} muted={!open} />
      <span className="min-w-0 flex-1 leading-snug">
        <span className={classNames('block font-semibold', !open && 'text-ink-2')}>
          <bdi>{localised(service.name, useLocale())}</bdi>
        </span>
        {open ? (
          <span className="block text-sm text-ink-3">
            {t('waiting', { count: waiting, n: n(waiting) })}
            {wait && ` · ${short(wait.low === 0 ? 'shortUnder' : 'short', { low: n(wait.low), high: n(wait.high) })}`}
          </span>
        ) : (
          <ClosedLine parts={line(service, now)} />
        )}
      </span>
      <Icon name="chevron" className="size-4 text-ink-3" />
    </Link>
  )
}

function ClosedLine({ parts: [state, opens] }: { parts: string[] }) {
  return (
    <span className="block text-sm text-ink-3">
      <span className="font-semibold text-missed">{state}</span>
      {opens !== undefined && <span> · {opens}</span>}
    </span>
  )
}
