import { notFound } from 'next/navigation'
import { NotSetUp } from '@/lib/features/accounts/client/set-up/not-set-up'
import { listBranches } from '@/lib/features/branches/server/public'
import { HomeScreen } from '@/lib/features/queue/client/visitor/home-screen'
import { OutboxNotes } from '@/lib/features/queue/client/visitor/outbox-notes'
import { forPhone } from '@/lib/features/queue/client/visitor/visit-view'
import { VisitorFrame } from '@/lib/features/queue/client/visitor/visitor-frame'
import { getBranch } from '@/lib/features/queue/server/get-branch'
import { listQueueStatuses } from '@/lib/features/queue/server/get-queue-status'
import { pageTickets } from '@/lib/features/queue/server/page-visitor'
import { isAppError } from '@/lib/shared/errors'
import { LanguageSwitch } from '@/lib/ui/language-switch'

type Props = { searchParams: Promise<{ branch?: string | string[] }> }

export default async function HomePage({ searchParams }: Props) {
  const { branch: asked } = await searchParams
  const named = typeof asked === 'string'
  const now = new Date()
  if (!named && (await listBranches()).length === 0) return <NotSetUp />
  const { branch, statuses, tickets } = await read(named ? asked : undefined, now)
  const { slug, name, timeZone, digits } = branch
  return (
    <VisitorFrame branch={branch} now={now} bar={<LanguageSwitch />}>
      <OutboxNotes />
      <HomeScreen
        branch={{ slug, name, timeZone, digits }}
        offer={{ services: branch.services, flags: branch.flags }}
        named={named}
        tickets={tickets.filter((ticket) => ticket.branch === branch.slug)}
        snapshots={statuses.snapshots.map((queue) => forPhone(queue, tickets))}
        cursor={statuses.cursor}
        at={now.toISOString()}
      />
    </VisitorFrame>
  )
}

async function read(asked: string | undefined, now: Date) {
  try {
    const input = asked === undefined ? {} : { branch: asked }
    const statuses = await listQueueStatuses(input, now)
    return { statuses, branch: await getBranch(input, now), tickets: await pageTickets(now) }
  } catch (error) {
    if (isAppError(error) && error.code === 'unknown_branch') notFound()
    throw error
  }
}
