'use client'
import { useTranslations } from 'next-intl'
import type { BranchPlace } from '@/lib/features/branches/contract'
import { flagOn } from '@/lib/features/branches/flags'
import { useFormats } from '@/lib/i18n/use-formats'
import { Card } from '@/lib/ui/card'
import { ConnectionNote } from '@/lib/ui/connection-note'
import type { QueueSnapshot, TicketDto } from '../../contract'
import { ClinicTile } from './clinic-tile'
import { MyTurns } from './my-turns'
import { type Offer, useOffer } from './use-offer'
import { useQueues } from './use-queues'

type Props = {
  branch: BranchPlace
  offer: Offer
  /** The branch of the address, kept in the links to its clinics. */
  named: boolean
  tickets: TicketDto[]
  snapshots: QueueSnapshot[]
  cursor: string
  at: string
}

/** The visitor's home: current tickets, then the clinics to choose from. */
export function HomeScreen({ branch, offer: initial, named, tickets, snapshots, cursor, at }: Props) {
  const t = useTranslations('visitor.home')
  const formats = useFormats(branch)
  const { services, flags } = useOffer(branch.slug, initial)
  const byPhone = flagOn({ flags }, 'phone_turns')
  const live = useQueues({ branch: branch.slug, snapshots, cursor, at })
  const { state, since } = live.liveness
  const query = named ? `?branch=${branch.slug}` : ''
  return (
    <div className="grid gap-6">
      <MyTurns tickets={tickets} queues={live.queues} formats={formats} />
      <div className="px-1 pt-2">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="text-ink-2">{t(byPhone ? 'intro' : 'introAtReception')}</p>
      </div>
      {services.length === 0 ? (
        <Card tone="sunken">
          <h2 className="font-semibold">{t('none')}</h2>
          <p className="text-ink-2">{t('noneText')}</p>
        </Card>
      ) : (
        <ul aria-label={t('clinics')} className="grid gap-2.5 sm:grid-cols-2 sm:gap-3 lg:grid-cols-4">
          {services.map((service) => (
            <li key={service.slug}>
              <ClinicTile
                service={service}
                waiting={live.queues[service.slug]?.counts.waiting ?? service.waiting}
                wait={live.queues[service.slug]?.joinWait}
                href={`/join/${service.slug}${query}`}
                now={new Date(live.at)}
                timeZone={branch.timeZone}
                formats={formats}
              />
            </li>
          ))}
        </ul>
      )}
      <ConnectionNote
        state={state}
        updated={formats.time(live.at)}
        offlineSince={state === 'offline' && since !== null ? formats.time(since) : undefined}
        className="justify-center"
      />
    </div>
  )
}
