import 'server-only'
import { type BranchRecord, businessDateOf } from '@/lib/features/branches/server/public'
import type { Change } from '@/lib/features/estimates/learner'
import type { Tx } from '@/lib/server/db/client'
import type { TicketState } from '../contract'
import { isAtHand } from '../rules'
import { fieldsFromJson } from './ticket-row'

type Row = {
  ticket: string
  toState: TicketState
  line: string
  point: string | null
  actor: string | null
  at: Date
  before: unknown
}

/** The time between a change and the end of its transaction, at most: what is younger is read the next time. */
export const settledAfterMs = 3_000

function changeOf({ ticket, toState, line, point, actor, at, before }: Row): Change[] {
  const was = fieldsFromJson(before)
  const about = { ticket, at: at.getTime() }
  const wasAtHand = isAtHand(was.state)
  if (isAtHand(toState)) {
    if (wasAtHand && was.servicePointId === point) return []
    const since = was.state === 'waiting' ? (was.lineSince?.getTime() ?? null) : null
    return [{ ...about, kind: 'call', line, point, staff: actor, since }]
  }
  if (!wasAtHand) {
    const stays = toState === 'waiting' && line === was.serviceId
    if (was.state !== 'waiting' || stays) return []
    return [{ ...about, kind: 'leave', line: was.serviceId, point: null, staff: null, since: null }]
  }
  const goesOn = toState === 'waiting' || (toState === 'on_hold' && line !== was.serviceId)
  const isServed = was.state === 'in_service' && (toState === 'completed' || goesOn)
  const kind = isServed ? 'end' : toState === 'missed' ? 'absent' : 'free'
  const left = { line: was.serviceId, point: was.servicePointId, staff: was.servedById }
  return [{ ...about, ...left, kind, since: was.calledAt?.getTime() ?? null }]
}

/**
 * What has happened to the tickets of today between two times, in order, without what was undone. Of one moment, a point first
 * loses its visitor and then gets the next: one command does both.
 */
export async function readChanges(tx: Tx, branch: BranchRecord, from: Date, until: Date): Promise<Change[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t.id AS ticket, r.to_state AS "toState", r.service_id AS line, r.service_point_id AS point,
      CASE WHEN r.actor_kind = 'staff' THEN r.actor_id END AS actor, r.at, r.before
    FROM ticket AS t JOIN ticket_transition AS r ON r.ticket_id = t.id
    WHERE t.series_service_id = ANY (${branch.services.map(({ id }) => id)}::uuid[])
      AND t.business_date = ${businessDateOf(branch, until)}::date
      AND r.at > ${from} AND r.at <= ${until} AND r.before IS NOT NULL AND r.action <> 'undo'
      AND NOT EXISTS (SELECT 1 FROM ticket_transition AS u WHERE u.undo_of = r.id)
    ORDER BY r.at, r.to_state IN ('called', 'in_service'), r.version`
  return rows.flatMap(changeOf)
}

/** Of these tickets, those that have changed since a time. */
export async function changedSince(tx: Tx, tickets: readonly string[], since: Date): Promise<string[]> {
  if (tickets.length === 0) return []
  const where = { ticketId: { in: [...tickets] }, at: { gt: since } }
  const rows = await tx.ticketTransition.findMany({ where, distinct: ['ticketId'], select: { ticketId: true } })
  return rows.map(({ ticketId }) => ticketId)
}
