import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { JoinScreen } from '@/lib/features/queue/client/visitor/join-screen'
import { OutboxNotes } from '@/lib/features/queue/client/visitor/outbox-notes'
import { placesInWords } from '@/lib/features/queue/client/visitor/places-in-words'
import { forPhone } from '@/lib/features/queue/client/visitor/visit-view'
import { VisitorFrame } from '@/lib/features/queue/client/visitor/visitor-frame'
import { getBranch } from '@/lib/features/queue/server/get-branch'
import { getQueueStatus } from '@/lib/features/queue/server/get-queue-status'
import { pageTickets } from '@/lib/features/queue/server/page-visitor'
import { formatsOf } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { isAppError } from '@/lib/shared/errors'
import { LanguageSwitch } from '@/lib/ui/language-switch'

type Props = {
  params: Promise<{ service: string }>
  searchParams: Promise<{ branch?: string | string[] }>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { status } = await read((await params).service, branchOf(await searchParams))
  return { title: localised(status.snapshot.name, await getLocale()) }
}

export default async function JoinPage({ params, searchParams }: Props) {
  const { service } = await params
  const asked = branchOf(await searchParams)
  const { status, branch, tickets, now } = await read(service, asked)
  const locale = await getLocale()
  const formats = formatsOf({ locale, digits: branch.digits, timeZone: branch.timeZone })
  const rooms = branch.servicePoints.filter((it) => it.status === 'open' && it.services.includes(service))
  return (
    <VisitorFrame branch={branch} now={now} bar={<LanguageSwitch />}>
      <OutboxNotes />
      <JoinScreen
        branch={{ slug: branch.slug, name: branch.name, timeZone: branch.timeZone, digits: branch.digits }}
        offer={{ services: branch.services.filter((one) => one.slug === service), flags: branch.flags }}
        slug={service}
        rooms={placesInWords(rooms, locale, formats)}
        snapshot={forPhone(status.snapshot, tickets)}
        tickets={tickets.filter((ticket) => ticket.branch === branch.slug)}
        cursor={status.cursor}
        at={now.toISOString()}
        home={asked === undefined ? '/' : `/?branch=${branch.slug}`}
      />
    </VisitorFrame>
  )
}

function branchOf({ branch }: { branch?: string | string[] }): string | undefined {
  return typeof branch === 'string' ? branch : undefined
}

const read = cache(async (service: string, asked: string | undefined) => {
  const now = new Date()
  const at = asked === undefined ? {} : { branch: asked }
  try {
    const status = await getQueueStatus({ service, ...at }, now)
    return { now, status, branch: await getBranch(at, now), tickets: await pageTickets(now) }
  } catch (error) {
    if (isAppError(error) && (error.code === 'unknown_service' || error.code === 'unknown_branch')) notFound()
    throw error
  }
})
