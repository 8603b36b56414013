import 'server-only'
import { type BranchRecord, businessDateOf } from '@/lib/features/branches/server/public'
import { runSystemWork } from '@/lib/server/command'
import { db, inTransaction, type Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import { hub } from '@/lib/server/events/hub'
import type { QueueSnapshot } from '../contract'
import { emptyTally } from '../tallies'
import { buildSnapshots } from './build-snapshot'
import { addToDays, type QueueDayRow, queueDayRowOf, type StoredQueueDay } from './queue-day'
import { lockLines } from './queue-locks'
import { queueEvents, queueTopic } from './topics'

/** What changes while nothing happens: the order of the line, and how long each waits. */
const toldIn = ({ waiting, waits, joinWait, delay }: QueueSnapshot): string =>
  JSON.stringify([waiting, waits, joinWait, delay])

/** The queues in which what is shown is no longer true. One whose shown state this process does not know counts as such. */
async function changedQueues(branch: BranchRecord, now: Date): Promise<string[]> {
  const businessDate = businessDateOf(branch, now)
  const stored = await db().queueDay.findMany({
    where: {
      serviceId: { in: branch.services.map(({ id }) => id) },
      businessDate: new Date(businessDate),
      waiting: { gt: 0 },
    },
  })
  const days = stored.map(queueDayRowOf)
  const snapshots = await inTransaction((tx) => buildSnapshots(tx, branch, { businessDate, at: now }, days))
  const channel = await hub().channel(branch.id)
  return [...snapshots].flatMap(([id, snapshot]) => {
    const shown = channel.latest(queueTopic(id))
    return shown && toldIn(JSON.parse(shown.json) as QueueSnapshot) === toldIn(snapshot) ? [] : [id]
  })
}

/** Raises the versions of queues without a change of their tickets. */
async function raiseVersions(tx: Tx, businessDate: string, queues: readonly string[]): Promise<QueueDayRow[]> {
  const changes = queues.map((serviceId) => ({ serviceId, add: emptyTally, issued: 0 }))
  const rows = await tx.$queryRaw<StoredQueueDay[]>`
    WITH ${addToDays(businessDate, changes)} SELECT days.* FROM days`
  return rows.map(queueDayRowOf)
}

async function tell(
  tx: Tx,
  branch: BranchRecord,
  queues: readonly string[],
  now: Date,
): Promise<{ events: NewEvent[]; audit: [] }> {
  const businessDate = businessDateOf(branch, now)
  await lockLines(tx, { queues, businessDate })
  const days = await raiseVersions(tx, businessDate, queues)
  const snapshots = await buildSnapshots(tx, branch, { businessDate, at: now }, days)
  return { events: [...snapshots].sort().flatMap(([id, it]) => queueEvents(id, it)), audit: [] }
}

/** Sends the state of the queues whose order or waits have changed by themselves. Locks nothing where there is none. */
export async function tellChangedWaits(branch: BranchRecord, now: Date): Promise<void> {
  const queues = await changedQueues(branch, now)
  if (queues.length > 0) await runSystemWork(branch.id, (tx) => tell(tx, branch, queues, now))
}
