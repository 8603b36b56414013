import 'server-only'
import { progressOf } from '@/lib/features/journeys/plan'
import { type TicketFields, transition } from '../rules'
import type { PlanMove } from './plan-move'

/**
 * The ticket after a change of its visit's plan: moved on, left where it is, or over when no step is open any more. Throws
 * `wrong_state` for a ticket that was cancelled or has expired.
 */
export function transitionOnPlan(ticket: TicketFields, move: PlanMove, at: Date): TicketFields {
  const after = transition(ticket, { action: 'replan', at, next: move.next })
  const { isOver, done } = progressOf(move.after.steps)
  if (!isOver || after.state === 'completed') return after
  return { ...after, state: done > 0 ? 'completed' : 'cancelled', endedAt: at }
}
