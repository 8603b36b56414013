import 'server-only'
import type { Actor } from '@/lib/server/actor'
import type { Tx } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import type { TicketState } from '../contract'
import type { Action, TicketFields } from '../rules'

/** One line of a ticket's history. */
export type NewTransition = {
  ticketId: string
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
  if (actor === null) return { actorKind: 'system', actorId: null }
  return actor.kind === 'staff'
    ? { actorKind: 'staff', actorId: actor.accountId }
    : { actorKind: 'visitor', actorId: actor.visitorId }
}

/** Adds to the append-only history, in the transaction of the change itself. */
export async function recordTransitions(tx: Tx, transitions: readonly NewTransition[]): Promise<void> {
  await tx.ticketTransition.createMany({
    data: transitions.map(({ actor, before, undoOf, at, ...it }) => ({
      id: newId(),
      ...it,
      ...actorColumns(actor),
      at,
      ...(before && { before: JSON.parse(JSON.stringify(before)) as object }),
      ...(undoOf && { undoOf }),
    })),
  })
}
