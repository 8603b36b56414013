import 'server-only'
import { businessDateOf, listBranches } from '@/lib/features/branches/server/public'
import { closeTransaction } from '@/lib/server/close-transaction'
import { db, type Tx } from '@/lib/server/db/client'
import { withRetry } from '@/lib/server/db/retry'
import type { TicketState } from '../contract'
import { transition } from '../rules'
import { lockLines } from './queue-locks'
import { auditOfTransition } from './record-transitions'
import { writeRows } from './write-rows'
import { dayChangesOf, type TicketChange, transitionOf } from './write-ticket'

const open = ['waiting', 'called', 'in_service', 'on_hold', 'missed']

/** Expires the open tickets of one queue's past day. It has no readers any more, so no event is sent. */
async function closeDay(tx: Tx, branchId: string, serviceId: string, date: Date): Promise<void> {
  const businessDate = date.toISOString().slice(0, 10)
  await lockLines(tx, { queues: [serviceId], businessDate })
  const tickets = await tx.ticket.findMany({
    where: { serviceId, businessDate: date, state: { in: open } },
    orderBy: { id: 'asc' },
  })
  if (tickets.length === 0) return
  const at = new Date()
  const changes = tickets.map((stored): TicketChange => {
    const before = { ...stored, state: stored.state as TicketState }
    return { before, after: transition(before, { action: 'expire', at }), action: 'expire' }
  })
  const transitions = changes.map((change) => transitionOf(change, null, at))
  const updated = changes.map(({ before: { id, version }, after }) => ({ id, version, after }))
  await writeRows(tx, { updated, transitions, days: dayChangesOf(changes), businessDate })
  const audit = transitions.map((it) => ({ ...auditOfTransition(it), actor: null, origin: null, at }))
  await closeTransaction(tx, { branchId, events: [], audit })
}

/**
 * Closes past business days: expires the tickets still in their lines. One transaction per queue; stops between two of
 * them when `signal` is aborted.
 */
export async function closePastDays(signal?: AbortSignal): Promise<void> {
  for (const branch of await listBranches()) {
    const today = new Date(businessDateOf(branch, new Date()))
    const left = await db().ticket.findMany({
      where: { branchId: branch.id, businessDate: { lt: today }, state: { in: open } },
      distinct: ['serviceId', 'businessDate'],
      select: { serviceId: true, businessDate: true },
    })
    for (const { serviceId, businessDate } of left) {
      signal?.throwIfAborted()
      await withRetry(() => db().$transaction((tx) => closeDay(tx, branch.id, serviceId, businessDate)))
    }
  }
}
