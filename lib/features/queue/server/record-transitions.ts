import 'server-only'
import type { PlanBefore } from '@/lib/features/journeys/visit-plan'
import type { AuditChange } from '@/lib/server/audit/entry'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { type Actor, idOf } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import type { TicketState } from '../contract'
import type { Action, TicketFields } from '../rules'

/** One transition in a ticket's history. */
export type NewTransition = {
  ticketId: string
  /** The ticket's version after it. */
  version: number
  serviceId: string
  businessDate: Date
  action: Action | 'join' | 'undo' | 'carry_over'
  fromState: TicketState | null
  toState: TicketState
  servicePointId: string | null
  actor: Actor | null
  at: Date
  /** The ticket's changeable fields before it, and what undoing it needs of the visit's plan. */
  before: (TicketFields & { plan?: PlanBefore }) | null
  undoOf?: string
}

function actorColumns(actor: Actor | null): { actorKind: string; actorId: string | null } {
  return actor === null ? { actorKind: 'system', actorId: null } : { actorKind: actor.kind, actorId: idOf(actor) }
}

/** The audit entry of a transition; the ticket holds the rest. */
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

function storedRow(it: NewTransition): object {
  const { ticketId, version, serviceId, businessDate, action, fromState, toState, servicePointId, before } = it
  const ids = { id: newId(), ticketId, serviceId, servicePointId, undoOf: it.undoOf ?? null }
  const at = { businessDate: businessDate.toISOString().slice(0, 10), at: it.at.toISOString() }
  return { ...ids, ...at, version, action, fromState, toState, before, ...actorColumns(it.actor) }
}

/** CTE `history`: appends to the append-only history, in the transaction of the change. */
export function addToHistory(transitions: readonly NewTransition[]): Prisma.Sql {
  return Prisma.sql`history AS (
    INSERT INTO ticket_transition (id, ticket_id, version, service_id, business_date, action, from_state, to_state,
      service_point_id, actor_kind, actor_id, at, before, undo_of)
    SELECT * FROM json_to_recordset(${JSON.stringify(transitions.map(storedRow))}::json) AS it (id uuid, "ticketId" uuid,
      version int, "serviceId" uuid, "businessDate" date, action text, "fromState" text, "toState" text,
      "servicePointId" uuid, "actorKind" text, "actorId" uuid, at timestamptz, before jsonb, "undoOf" uuid)
  )`
}
