import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Told } from '../learner'

/** What was told to those who wait in a branch. */
export async function readTold(tx: Tx, branchId: string): Promise<Told[]> {
  const rows = await tx.toldWait.findMany({ where: { branchId } })
  return rows.map(({ ticketId: ticket, serviceId: line, toldAt, scheduled, expected, isFirst, low, high }) => {
    return { ticket, line, at: toldAt.getTime(), scheduled, expected, isFirst, range: { low, high } }
  })
}

/** Keeps what is told; what a ticket was told before stays. */
export async function addTold(tx: Tx, branchId: string, told: readonly Told[]): Promise<void> {
  const data = told.map(({ ticket, line, at, scheduled, expected, isFirst, range }) => {
    return { ticketId: ticket, serviceId: line, branchId, toldAt: new Date(at), scheduled, expected, isFirst, ...range }
  })
  if (data.length > 0) await tx.toldWait.createMany({ data, skipDuplicates: true })
}

/** Forgets what was told to all but those who still wait. */
export async function keepTold(tx: Tx, branchId: string, waiting: readonly string[]): Promise<void> {
  await tx.toldWait.deleteMany({ where: { branchId, ticketId: { notIn: [...waiting] } } })
}
