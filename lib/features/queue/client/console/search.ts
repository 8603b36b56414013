import { foldForSearch, isFoundBy } from '@/lib/shared/arabic'
import type { LineTicketDto } from '../../line-contract'

const codeShape = /^([a-z]{0,3})0*(\d{1,6})$/

/** The tickets whose code or holder's name matches the query, in the given order; exact codes first. */
export function searchTickets(tickets: readonly LineTicketDto[], typed: string): readonly LineTicketDto[] {
  const query = foldForSearch(typed)
  if (query === '') return []
  const compact = query.replaceAll(/[\s-]/g, '')
  const asCode = codeShape.exec(compact)
  const exact: LineTicketDto[] = []
  const others: LineTicketDto[] = []
  for (const ticket of tickets) {
    const code = foldForSearch(ticket.code)
    if (asCode && isCode(code, asCode[1] ?? '', asCode[2] ?? '')) exact.push(ticket)
    else if (code.includes(compact) || isFoundBy(ticket.holderName ?? '', query)) others.push(ticket)
  }
  return [...exact, ...others]
}

/** `e14`, `e014` and `14` all mean E014. */
function isCode(code: string, prefix: string, digits: string): boolean {
  const parts = codeShape.exec(code)
  return parts !== null && (prefix === '' || parts[1] === prefix) && parts[2] === digits
}
