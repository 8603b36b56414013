import 'server-only'

/** What other features may call of the queue: codes of tickets, and visits as far as they are linked to persons. */
export { nameTickets } from './name-tickets'
export {
  findVisitByLink,
  findVisitOfTicket,
  linkVisitsOfDay,
  listVisitsOf,
  settleVisit,
} from './visits-of-persons'
