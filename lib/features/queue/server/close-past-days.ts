import 'server-only'
import { businessDateOf, listBranches } from '@/lib/features/branches/server/branch-directory'
import { closeTransaction } from '@/lib/server/close-transaction'
import { db, type Tx } from '@/lib/server/db/client'
import { withRetry } from '@/lib/server/db/retry'
import type { TicketState } from '../contract'
import { addTally, emptyTally, tallyOf, transition } from '../rules'
import { addToQueueDay, lockQueueDays } from './queue-day'
import { auditOfTransition, type NewTransition, recordTransitions } from './record-transitions'
import { fieldsOf } from './ticket-row'

const open = ['waiting', 'called', 'in_service', 'on_hold', 'missed']

/** Expires what is left of one queue's past day. Nobody follows it any more, so no event is sent. */
async function closeDay(tx: Tx, branchId: string, serviceId: string, businessDate: Date): Promise<void> {
  const day = businessDate.toISOString().slice(0, 10)
  await lockQueueDays(tx, [serviceId], day)
  const tickets = await tx.ticket.findMany({
    where: { serviceId, businessDate, state: { in: open } },
    orderBy: { id: 'asc' },
  })
  const at = new Date()
  let tally = emptyTally
  const transitions: NewTransition[] = []
  for (const stored of tickets) {
    const before = { ...stored, state: stored.state as TicketState }
    const after = transition(before, { action: 'expire', at })
    tally = addTally(addTally(tally, tallyOf(before, stored.createdAt), -1), tallyOf(after, stored.createdAt), 1)
    const { state, endedAt } = after
    await tx.ticket.update({ where: { id: stored.id }, data: { state, endedAt, version: { increment: 1 } } })
    const moved = {
      fromState: before.state,
      toState: state,
      servicePointId: before.servicePointId,
      before: fieldsOf(before),
    }
    const [ticketId, version] = [stored.id, stored.version + 1]
    transitions.push({ ticketId, version, serviceId, businessDate, action: 'expire', ...moved, actor: null, at })
  }
  await recordTransitions(tx, transitions)
  await addToQueueDay(tx, serviceId, day, tally)
  const audit = transitions.map((it) => ({ ...auditOfTransition(it), actor: null, origin: null, at }))
  await closeTransaction(tx, { branchId, events: [], audit })
}

/** Ends the business days that are over: whoever still stands in a line of theirs is expired. One queue a transaction. */
export async function closePastDays(): Promise<void> {
  for (const branch of await listBranches()) {
    const today = new Date(businessDateOf(branch, new Date()))
    const left = await db().ticket.findMany({
      where: { branchId: branch.id, businessDate: { lt: today }, state: { in: open } },
      distinct: ['serviceId', 'businessDate'],
      select: { serviceId: true, businessDate: true },
    })
    for (const { serviceId, businessDate } of left) {
      await withRetry(() => db().$transaction((tx) => closeDay(tx, branch.id, serviceId, businessDate)))
    }
  }
}
