import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { selectTickets, type TicketRow } from './ticket-row'

/** The ticket of a visit with a plan, the newest if it began again; null for other visits. */
export async function findJourneyTicket(tx: Tx, visitId: string): Promise<TicketRow | null> {
  const newest = Prisma.sql`WHERE t.visit_id = ${visitId}::uuid AND t.is_journey ORDER BY t.created_at DESC LIMIT 1`
  return (await selectTickets(tx, newest))[0] ?? null
}
