import 'server-only'

/** What other features may call: codes of tickets, and the visits linked to persons. */
export { nameTickets } from './name-tickets'
export {
  findVisitByLink,
  findVisitOfTicket,
  linkVisitsOfDay,
  listVisitsOf,
  settleVisit,
} from './visits-of-persons'
