import 'server-only'
import type { AuditChange } from '@/lib/server/audit/entry'
import type { Tx } from '@/lib/server/db/client'
import { type Actor, idOf } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import type { TicketState } from '../contract'
import type { Action, TicketFields } from '../rules'

/** One line of a ticket's history. */
export type NewTransition = {
  ticketId: string
  /** The ticket's version after it. */
  version: number
  serviceId: string
  businessDate: Date
  action: Action | 'join' | 'undo'
  fromState: TicketState | null
  toState: TicketState
  servicePointId: string | null
  actor: Actor | null
  at: Date
  before: TicketFields | null
  undoOf?: string
}

function actorColumns(actor: Actor | null): { actorKind: string; actorId: string | null } {
  return actor === null ? { actorKind: 'system', actorId: null } : { actorKind: actor.kind, actorId: idOf(actor) }
}

/** What the audit keeps of a transition; the ticket itself says the rest. */
export function auditOfTransition(it: NewTransition): AuditChange {
  const place = { service: it.serviceId, servicePoint: it.servicePointId }
  const before = it.before && {
    state: it.before.state,
    service: it.before.serviceId,
    servicePoint: it.before.servicePointId,
  }
  const subject = { type: 'ticket', id: it.ticketId }
  return { action: `ticket.${it.action}`, subject, before, after: { state: it.toState, ...place } }
}

/** Adds to the append-only history, in the transaction of the change itself. */
export async function recordTransitions(tx: Tx, transitions: readonly NewTransition[]): Promise<void> {
  if (transitions.length === 0) return
  const actors = transitions.map((it) => actorColumns(it.actor))
  await tx.$executeRaw`
    INSERT INTO ticket_transition (id, ticket_id, version, service_id, business_date, action, from_state, to_state,
      service_point_id, actor_kind, actor_id, at, before, undo_of)
    SELECT id, ticket_id, version, service_id, business_date, action, from_state, to_state, service_point_id, actor_kind, actor_id,
      at, before::jsonb, undo_of
    FROM unnest(
      ${transitions.map(() => newId())}::uuid[], ${transitions.map((it) => it.ticketId)}::uuid[],
      ${transitions.map((it) => it.version)}::int[],
      ${transitions.map((it) => it.serviceId)}::uuid[],
      ${transitions.map((it) => it.businessDate.toISOString().slice(0, 10))}::date[],
      ${transitions.map((it) => it.action)}::text[], ${transitions.map((it) => it.fromState)}::text[],
      ${transitions.map((it) => it.toState)}::text[], ${transitions.map((it) => it.servicePointId)}::uuid[],
      ${actors.map((it) => it.actorKind)}::text[], ${actors.map((it) => it.actorId)}::uuid[],
      ${transitions.map((it) => it.at.toISOString())}::timestamptz[],
      ${transitions.map((it) => it.before && JSON.stringify(it.before))}::text[],
      ${transitions.map((it) => it.undoOf ?? null)}::uuid[]
    ) AS it (id, ticket_id, version, service_id, business_date, action, from_state, to_state, service_point_id, actor_kind, actor_id,
      at, before, undo_of)`
}
