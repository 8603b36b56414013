import 'server-only'
import { businessDateOf, listBranches } from '@/lib/features/branches/server/public'
import { closeTransaction } from '@/lib/server/close-transaction'
import { db, inTransaction, type Tx } from '@/lib/server/db/client'
import { withRetry } from '@/lib/server/db/retry'
import type { Prisma } from '@/lib/server/generated/prisma/client'
import type { TicketState } from '../contract'
import { openStates, transition } from '../rules'
import { carriedInto } from './carry-over'
import { lockLines } from './queue-locks'
import { auditOfTransition } from './record-transitions'
import { writeRows } from './write-rows'
import { dayChangesOf, type TicketChange, transitionOf } from './write-ticket'

const open = [...openStates]

/** Tickets per transaction, so that locks are short and any number of tickets comes to an end. */
const batch = 250

type PastDay = Prisma.TicketWhereInput & { serviceId: string; businessDate: Date }

/**
 * Expires some of the open tickets of one queue's past day, and answers how many. The day has no readers any more, so no
 * event is sent.
 */
async function closeSome(tx: Tx, branchId: string, where: PastDay): Promise<number> {
  const businessDate = where.businessDate.toISOString().slice(0, 10)
  await lockLines(tx, { queues: [where.serviceId], businessDate })
  const tickets = await tx.ticket.findMany({
    where,
    orderBy: { id: 'asc' },
    take: batch,
  })
  if (tickets.length === 0) return 0
  const at = new Date()
  const changes = tickets.map((stored): TicketChange => {
    const before = { ...stored, state: stored.state as TicketState }
    return { before, after: transition(before, { action: 'expire', at }), action: 'expire' }
  })
  const transitions = changes.map((change) => transitionOf(change, null, at))
  const updated = changes.map(({ before: { id, version }, after }) => ({ id, version, after }))
  await writeRows(tx, { updated, transitions, days: dayChangesOf(changes, at), businessDate })
  const audit = transitions.map((it) => ({ ...auditOfTransition(it), actor: null, origin: null, at }))
  await closeTransaction(tx, { branchId, events: [], audit })
  return tickets.length
}

/**
 * Closes past business days: expires the tickets still in their lines, in small transactions. Those that are carried into
 * today are left. Stops between two transactions when `signal` is aborted; the next run continues there.
 */
export async function closePastDays(signal?: AbortSignal): Promise<void> {
  for (const branch of await listBranches()) {
    const now = new Date()
    const today = new Date(businessDateOf(branch, now))
    const where = { state: { in: open }, NOT: carriedInto(branch, now) }
    const left = await db().ticket.groupBy({
      by: ['serviceId', 'businessDate'],
      where: { branchId: branch.id, businessDate: { lt: today }, ...where },
    })
    for (const { serviceId, businessDate } of left) {
      const closeMore = (): Promise<number> =>
        withRetry(() => inTransaction((tx) => closeSome(tx, branch.id, { serviceId, businessDate, ...where })))
      do signal?.throwIfAborted()
      while ((await closeMore()) === batch)
    }
  }
}
