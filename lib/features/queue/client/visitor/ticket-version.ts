import { createContext } from 'react'

/** The version of the shown ticket: whoever shows what depends on the ticket reads it again with another version. */
export const TicketVersion = createContext(0)
