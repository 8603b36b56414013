import 'server-only'
import { businessDateOf, findBranch, servicePointOf, withFreshSetup } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { Actor } from '@/lib/server/identity/actor'
import type { RecentTicketDto } from '../line-contract'
import { isAtHand } from '../rules'
import { ensureDayOpen } from './open-business-day'
import { assertCanReadLine } from './policy'
import { presentLineTicket } from './present-ticket'
import { selectTickets } from './ticket-row'

const hour = 3_600_000
/** Visitors called longer ago are not looked for, even if they left within the hour: it bounds the read. */
const lookBack = 4 * hour
const atMost = 20

/**
 * The visitors who were called to a service point and left it within the last hour, newest first. Throws
 * `unknown_branch`, `unknown_service_point`. One read of tickets.
 */
export async function listRecent(
  actor: Actor,
  input: { servicePoint: string; branch?: string | undefined },
  now: Date,
): Promise<{ tickets: RecentTicketDto[] }> {
  const { branch, point } = await withFreshSetup(async () => {
    const branch = await findBranch(input.branch)
    assertCanReadLine(actor, branch.id)
    return { branch, point: servicePointOf(branch, input.servicePoint) }
  })
  await ensureDayOpen(branch, now)
  const today = businessDateOf(branch, now)
  const called = Prisma.sql`WITH called AS (
    SELECT DISTINCT c.ticket_id FROM ticket_transition c
    WHERE c.service_id = ANY (${[...point.serviceIds]}::uuid[]) AND c.business_date = ${today}::date
      AND c.at > ${new Date(now.getTime() - lookBack)} AND c.action IN ('call', 'recall') AND c.service_point_id = ${point.id}::uuid
      AND NOT EXISTS (SELECT 1 FROM ticket_transition u WHERE u.undo_of = c.id)
  )`
  const rows = await selectTickets<{ changedAt: Date }>(
    db(),
    Prisma.sql`JOIN called ON called.ticket_id = t.id
      JOIN ticket_transition AS last ON last.ticket_id = t.id AND last.version = t.version
      WHERE last.at > ${new Date(now.getTime() - hour)} ORDER BY last.at DESC LIMIT ${atMost + 1}::int`,
    { parts: called, columns: Prisma.sql`, last.at AS "changedAt"` },
  )
  // One more is read, because one of them may still be there.
  const gone = rows.filter((it) => !(isAtHand(it.state) && it.servicePointId === point.id))
  const alone = { standing: null, servedBy: null, elsewhere: null }
  return {
    tickets: gone.slice(0, atMost).map((row) => {
      const { code, service, state, startedAt, endedAt, holderName } = presentLineTicket(branch, row, alone)
      return { code, service, state, startedAt, endedAt, holderName, changedAt: row.changedAt.toISOString() }
    }),
  }
}
