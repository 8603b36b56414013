import 'server-only'
import type { FlagStates } from '@/lib/features/branches/flags'
import { type BranchRecord, businessDateOf, findBranchById, openPointsOf } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { HeaderReader } from '@/lib/server/http/http-request'
import { visitorOf } from '@/lib/server/identity/visitor'
import { addDays } from '@/lib/shared/time'
import type { QueueSnapshot, TicketDto } from '../contract'
import type { OpenedVisit, RoomsOf } from '../opened-visit'
import { presentPlace } from './build-snapshot'
import { getQueueStatus } from './get-queue-status'
import { viewTicket } from './get-ticket'
import { listTicketsOfVisit } from './ticket-row'
import { linkHashOf } from './visit-link'

type VisitView = {
  tickets: TicketDto[]
  snapshots: QueueSnapshot[]
  /** The id of the visit when it follows a pathway. */
  plan: string | null
  cursor: string
  branch: BranchRecord
  /** The browser that took the turn; null when staff did. */
  visitorId: string | null
}

/** A link is valid until the end of the day after its visit. */
const linkDays = 1

/** The visit behind a secret link; null when unknown or expired. Two queries. */
export async function getVisit(token: string, now: Date): Promise<VisitView | null> {
  const visit = await db().visit.findUnique({
    where: { linkHash: linkHashOf(token) },
    select: { id: true, branchId: true, businessDate: true, visitorId: true },
  })
  if (!visit) return null
  const branch = await findBranchById(visit.branchId)
  if (addDays(visit.businessDate.toISOString().slice(0, 10), linkDays) < businessDateOf(branch, now)) return null
  // Events between the first position and the later reads are delivered again; none is missed.
  const services = [...new Set(branch.services.map((it) => it.slug))]
  const first = await getQueueStatus({ service: services[0] ?? '', branch: branch.slug }, now)
  const tickets: TicketDto[] = []
  const rows = await listTicketsOfVisit(db(), visit.id)
  for (const row of rows) tickets.push(await viewTicket(row, now))
  const snapshots: QueueSnapshot[] = []
  for (const service of new Set(tickets.map((it) => it.service.slug))) {
    snapshots.push((await getQueueStatus({ service, branch: branch.slug }, now)).snapshot)
  }
  const plan = rows.some(({ isJourney }) => isJourney) ? visit.id : null
  return { tickets, snapshots, plan, cursor: first.cursor, branch, visitorId: visit.visitorId }
}

function roomsOf(branch: BranchRecord, tickets: readonly TicketDto[]): RoomsOf {
  const wanted = branch.services.filter(({ slug }) => tickets.some(({ service }) => service.slug === slug))
  return Object.fromEntries(wanted.map(({ id, slug }) => [slug, openPointsOf(branch, id).map(presentPlace)]))
}

/** The same for its page, opened by the browser that sends these headers, with the flags of its branch. */
export async function openVisit(
  token: string,
  headers: HeaderReader,
  now: Date,
): Promise<{ visit: OpenedVisit; flags: FlagStates } | null> {
  const view = await getVisit(token, now)
  if (view === null) return null
  const { branch, tickets, snapshots, plan, cursor } = view
  const { slug, name, timeZone, digits, flags } = branch
  const visitor = visitorOf(headers)
  const held = !visitor.firstContact && visitor.visitorId === view.visitorId
  const at = now.toISOString()
  const rooms = roomsOf(branch, tickets)
  const visit = { branch: { slug, name, timeZone, digits }, tickets, snapshots, rooms, plan, cursor, at, held }
  return { visit, flags }
}
