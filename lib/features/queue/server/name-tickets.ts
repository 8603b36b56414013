import 'server-only'
import { db } from '@/lib/server/db/client'

/** The codes of the tickets among these ids. */
export async function nameTickets(ids: string[]): Promise<{ id: string; name: string }[]> {
  const rows = await db().ticket.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } })
  return rows.map(({ id, code }) => ({ id, name: code }))
}
