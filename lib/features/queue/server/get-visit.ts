import 'server-only'
import type { BranchDto } from '@/lib/features/branches/contract'
import { findBranchById } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import { addDays } from '@/lib/shared/time'
import type { QueueSnapshot, TicketDto } from '../contract'
import { getBranch } from './get-branch'
import { getQueueStatus } from './get-queue-status'
import { viewTicket } from './get-ticket'
import { listTicketsOfVisit } from './ticket-row'
import { linkHashOf } from './visit-link'

export type VisitView = { tickets: TicketDto[]; snapshots: QueueSnapshot[]; cursor: string; branch: BranchDto }

/** A link is valid until the end of the day after its visit. */
const linkDays = 1

/** The visit behind a secret link; null when unknown or expired. */
export async function getVisit(token: string, now: Date): Promise<VisitView | null> {
  const visit = await db().visit.findUnique({
    where: { linkHash: linkHashOf(token) },
    select: { id: true, branchId: true, businessDate: true },
  })
  if (!visit) return null
  const record = await findBranchById(visit.branchId)
  const branch = await getBranch({ branch: record.slug }, now)
  if (addDays(visit.businessDate.toISOString().slice(0, 10), linkDays) < branch.businessDate) return null
  // Events between the first position and the later reads are delivered again; none is missed.
  const services = [...new Set(record.services.map((it) => it.slug))]
  const first = await getQueueStatus({ service: services[0] ?? '', branch: record.slug }, now)
  const tickets: TicketDto[] = []
  for (const row of await listTicketsOfVisit(db(), visit.id)) tickets.push(await viewTicket(row, now))
  const snapshots: QueueSnapshot[] = []
  for (const service of new Set(tickets.map((it) => it.service.slug))) {
    snapshots.push((await getQueueStatus({ service, branch: record.slug }, now)).snapshot)
  }
  return { tickets, snapshots, cursor: first.cursor, branch }
}
