import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PhoneCard } from '@/lib/features/persons/client/phone-card'
import { pagePhone } from '@/lib/features/persons/server/page-phone'
import { OutboxNotes } from '@/lib/features/queue/client/visitor/outbox-notes'
import { VisitScreen } from '@/lib/features/queue/client/visitor/visit-screen'
import { VisitorFrame } from '@/lib/features/queue/client/visitor/visitor-frame'
import { getVisit } from '@/lib/features/queue/server/get-visit'
import { pageTickets } from '@/lib/features/queue/server/page-visitor'
import { ClientMessages } from '@/lib/i18n/client-messages'

type Props = { params: Promise<{ locale: string; token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, token } = await params
  const t = await getTranslations('visitor.visit')
  // The path gives access to the visit: keep it out of search indexes and Referer headers.
  return {
    title: t('metaTitle'),
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
    manifest: `/${locale}/visit/${encodeURIComponent(token)}/manifest.webmanifest`,
  }
}

export default async function VisitPage({ params }: Props) {
  const { token } = await params
  const now = new Date()
  const [visit, mine] = await Promise.all([getVisit(token, now), pageTickets(now)])
  if (visit === null) notFound()
  const phone = await pagePhone(token, visit.branch)
  const { slug, name, timeZone, digits } = visit.branch
  const branch = { slug, name, timeZone, digits }
  return (
    <VisitorFrame branch={visit.branch} now={now}>
      <OutboxNotes />
      <VisitScreen
        token={token}
        tickets={visit.tickets}
        snapshots={visit.snapshots}
        branch={branch}
        cursor={visit.cursor}
        at={now.toISOString()}
        held={visit.tickets.some(({ id }) => mine.some((ticket) => ticket.id === id))}
        aside={
          phone && (
            <ClientMessages namespaces={['phone']}>
              <PhoneCard token={token} branch={branch} confirmed={phone.confirmed} />
            </ClientMessages>
          )
        }
      />
    </VisitorFrame>
  )
}
