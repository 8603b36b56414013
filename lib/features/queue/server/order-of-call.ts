import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'

/** What `orderOfCall` joins to rows of `ticket AS t`. */
export const withClass = Prisma.sql`JOIN priority_class AS c ON c.branch_id = t.branch_id AND c.slug = t.class`

/**
 * The order of call at a time (`byOrderOfCall`): strict classes first, then the highest credit, then the lower number. For
 * rows of `ticket AS t` with their class. The credit grows at another speed in each class, so a line is sorted when it is
 * read; it is found by `ticket_line_idx`.
 */
export const orderOfCall = (
  at: Date,
): Prisma.Sql => Prisma.sql`t.priority, -(c.credit_minutes * 6000000::bigint + c.rate_percent *
  GREATEST(0, extract(epoch FROM ${at}::timestamptz - t.credit_from) * 1000)), t.sequence, t.id`

/** The condition for rows of `ticket AS t` that wait in one queue on one day. */
export const inLine = (service: Prisma.Sql, businessDate: string): Prisma.Sql =>
  Prisma.sql`t.service_id = ${service} AND t.business_date = ${businessDate}::date AND t.state = 'waiting'`

/** The places of tickets in one line at a time, starting at 1; tickets not waiting there have none. Reads the whole line. */
export async function placesOf(
  tx: Tx,
  { serviceId, businessDate, at }: { serviceId: string; businessDate: string; at: Date },
  ticketIds: readonly string[],
): Promise<Map<string, number>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: string; place: bigint }[]>`
    SELECT id, place FROM (
      SELECT t.id, row_number() OVER (ORDER BY ${orderOfCall(at)}) AS place FROM ticket AS t ${withClass}
      WHERE ${inLine(Prisma.sql`${serviceId}::uuid`, businessDate)}
    ) AS line WHERE id = ANY (${[...ticketIds]}::uuid[])`
  return new Map(rows.map(({ id, place }) => [id, Number(place)]))
}
