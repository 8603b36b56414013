import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'

/**
 * The order of call: emergencies first, then the longest wait, then the lower number. For rows of `ticket AS t`. The
 * index `ticket_line_idx` has these columns after those of `inLine`, so the first of a line is found without sorting.
 */
export const orderOfCall = Prisma.sql`t.priority, t.credit_from, t.sequence`

/** The condition for rows of `ticket AS t` that wait in one queue on one day. */
export const inLine = (service: Prisma.Sql, businessDate: string): Prisma.Sql =>
  Prisma.sql`t.service_id = ${service} AND t.business_date = ${businessDate}::date AND t.state = 'waiting'`

/** The places of tickets in one line, starting at 1; tickets not waiting there have none. Reads the whole line. */
export async function placesOf(
  tx: Tx,
  serviceId: string,
  businessDate: string,
  ticketIds: readonly string[],
): Promise<Map<string, number>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: string; place: bigint }[]>`
    SELECT id, place FROM (
      SELECT t.id, row_number() OVER (ORDER BY ${orderOfCall}) AS place FROM ticket AS t
      WHERE ${inLine(Prisma.sql`${serviceId}::uuid`, businessDate)}
    ) AS line WHERE id = ANY (${[...ticketIds]}::uuid[])`
  return new Map(rows.map(({ id, place }) => [id, Number(place)]))
}
