import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { isAtHand } from '../rules'
import { inLine, orderOfCall, withClass } from './order-of-call'
import { selectTickets, type TicketRow } from './ticket-row'

type Place = { pointId: string; serviceId: string; businessDate: string; at: Date }

const atPoint = ({ pointId, businessDate }: Pick<Place, 'pointId' | 'businessDate'>): Prisma.Sql =>
  Prisma.sql`SELECT p.id, p.visit_id FROM ticket AS p WHERE p.service_point_id = ${pointId}::uuid
    AND p.business_date = ${businessDate}::date AND p.state IN ('called', 'in_service')`

/** The ticket called to or in service at a service point, or null. */
export async function currentAt(tx: Tx, pointId: string, businessDate: string): Promise<TicketRow | null> {
  const here = Prisma.sql`WHERE t.id IN (SELECT id FROM (${atPoint({ pointId, businessDate })}) AS here)`
  return (await selectTickets(tx, here))[0] ?? null
}

/** Who is at the service point, who is next, and the other tickets of both. */
export type Picked = {
  current: TicketRow | null
  next: TicketRow | null
  mates: TicketRow[]
  /** How many in line before `next` are called or served elsewhere. */
  passedOver: number
}

/**
 * The ticket at a service point and the next of a line, read under the locks of both, in one statement. Visitors called or
 * in service at another point are skipped, and so are those whose visit another transaction has locked: it is calling them, or
 * changing another of their tickets. Locks the visit of the next. Because that lock is never waited for, it may come after
 * those of the days, and clerks of several queues with the same people in line each get one without waiting for each other.
 */
export async function pickNext(tx: Tx, place: Place): Promise<Picked> {
  const line = inLine(Prisma.sql`${place.serviceId}::uuid`, place.businessDate)
  const order = orderOfCall(place.at)
  const parts = Prisma.sql`WITH here AS (${atPoint(place)}), next AS MATERIALIZED (
      SELECT t.id, t.visit_id FROM ticket AS t ${withClass} JOIN visit AS v ON v.id = t.visit_id
      WHERE ${line} AND NOT EXISTS (
        SELECT 1 FROM ticket AS o WHERE o.visit_id = t.visit_id AND o.state IN ('called', 'in_service')
          AND o.service_point_id <> ${place.pointId}::uuid)
      ORDER BY ${order} LIMIT 1 FOR NO KEY UPDATE OF v SKIP LOCKED
    )`
  const columns = Prisma.sql`, (t.id = (SELECT id FROM next)) IS TRUE AS "isNext", (
      SELECT count(*)::int FROM ticket AS t ${withClass}
      WHERE ${line} AND (${order}) < (SELECT ${order} FROM ticket AS t ${withClass} JOIN next ON next.id = t.id)
    ) AS "passedOver"`
  const found = await selectTickets<{ isNext: boolean; passedOver: number }>(
    tx,
    Prisma.sql`WHERE t.visit_id IN (SELECT visit_id FROM here UNION ALL SELECT visit_id FROM next)`,
    { parts, columns },
  )
  const current = found.find((it) => isAtHand(it.state) && it.servicePointId === place.pointId) ?? null
  const next = found.find((it) => it.isNext) ?? null
  const mates = found.filter((it) => it !== current && it !== next)
  return { current, next, mates, passedOver: found[0]?.passedOver ?? 0 }
}
