import 'server-only'
import { headers } from 'next/headers'
import { visitorOf } from '@/lib/server/identity/visitor'
import type { TicketDto } from '../contract'
import { listMyTickets } from './get-ticket'

/** The tickets of the browser that requests a page, newest first. */
export async function pageTickets(now: Date): Promise<TicketDto[]> {
  return listMyTickets(visitorOf(await headers()), now)
}
