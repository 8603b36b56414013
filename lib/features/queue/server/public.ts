import 'server-only'

export type { TicketFields } from '../rules'
export { changeTicket, type TicketCommandResult } from './change-ticket'
export { viewTicket } from './get-ticket'
export { joinWayOf } from './join-queue'
export { findJourneyTicket } from './journey-ticket'
export { lineOf, listWaitingJourneys, moveWaiting, type WaitingJourney } from './move-waiting'
/** What other features may call: codes of tickets, the visits linked to persons, and the tickets of visits with a plan. */
export { nameTickets } from './name-tickets'
export { moveOn, type PlanMove, surroundingsOf } from './plan-move'
export { assertCanIssue, canSee } from './policy'
export { takeTurn } from './take-ticket'
export type { TicketRow } from './ticket-row'
export { transitionOnPlan } from './transition-on-plan'
export {
  findVisitByLink,
  findVisitOfTicket,
  linkVisitsOfDay,
  listVisitsOf,
  settleVisit,
} from './visits-of-persons'
