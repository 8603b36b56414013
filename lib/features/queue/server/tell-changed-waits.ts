import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { type BranchRecord, businessDateOf } from '@/lib/features/branches/server/public'
import { runSystemWork } from '@/lib/server/command'
import { db, inTransaction, type Tx } from '@/lib/server/db/client'
import { readNewestOf } from '@/lib/server/events/event-store'
import { singleton } from '@/lib/server/singleton'
import type { QueueSnapshot } from '../contract'
import { emptyTally } from '../tallies'
import { queueKind } from '../topics'
import { buildSnapshots } from './build-snapshot'
import { servicesAround } from './lines-now'
import { addToDays, type QueueDayRow, queueDayRowOf, type StoredQueueDay } from './queue-day'
import { lockLines } from './queue-locks'
import { queueEvents, queueTopic } from './topics'

/** What changes while nothing happens: the order of the line, and how long each waits. */
const toldIn = ({ waiting, waits, joinWait, delay }: QueueSnapshot): object => ({ waiting, waits, joinWait, delay })
type Told = { version: number; told: object }

/** What was told last of each queue by this process, or seen to be told. A command that came later raised the version. */
const lastTold = (): Map<string, Told> => singleton('told-waits', () => new Map())

function remember(queue: string, snapshot: QueueSnapshot): void {
  lastTold().set(queue, { version: snapshot.version, told: toldIn(snapshot) })
}

/** The events of a branch in which the last state of a queue is looked for. */
const searched = 2_000

/** What was told last of queues with these states. */
async function whatWasTold(branchId: string, now: ReadonlyMap<string, QueueSnapshot>): Promise<Map<string, object>> {
  const known = new Map<string, object>()
  for (const [id, { version }] of now) {
    const last = lastTold().get(id)
    if (last?.version === version) known.set(id, last.told)
  }
  const unknown = new Map([...now.keys()].filter((id) => !known.has(id)).map((id) => [String(queueTopic(id)), id]))
  if (unknown.size === 0) return known
  const wanted = { topics: [...unknown.keys()], type: queueKind.snapshot, within: searched }
  for (const { topic, json } of await readNewestOf(branchId, wanted))
    known.set(unknown.get(topic) ?? '', toldIn(JSON.parse(json) as QueueSnapshot))
  return known
}

/** The queues where anybody is, or that share service points with such. */
async function liveQueues(branch: BranchRecord, businessDate: string): Promise<QueueDayRow[]> {
  const stored = await db().queueDay.findMany({
    where: { serviceId: { in: branch.services.map(({ id }) => id) }, businessDate: new Date(businessDate) },
  })
  const live = stored.filter(({ waiting, called, inService }) => waiting + called + inService > 0)
  const around = servicesAround(
    branch,
    live.map(({ serviceId }) => serviceId),
  )
  return stored.filter(({ serviceId }) => around.includes(serviceId)).map(queueDayRowOf)
}

/** The queues in which what was told is no longer true. */
async function changedQueues(branch: BranchRecord, now: Date): Promise<string[]> {
  const businessDate = businessDateOf(branch, now)
  const days = await liveQueues(branch, businessDate)
  const snapshots = await inTransaction((tx) => buildSnapshots(tx, branch, { businessDate, at: now }, days))
  const told = await whatWasTold(branch.id, snapshots)
  return [...snapshots].flatMap(([id, snapshot]) => {
    if (!isDeepStrictEqual(told.get(id), toldIn(snapshot))) return [id]
    remember(id, snapshot)
    return []
  })
}

/** Raises the versions of queues without a change of their tickets. */
async function raiseVersions(tx: Tx, businessDate: string, queues: readonly string[]): Promise<QueueDayRow[]> {
  const changes = queues.map((serviceId) => ({ serviceId, add: emptyTally, issued: 0 }))
  const rows = await tx.$queryRaw<StoredQueueDay[]>`
    WITH ${addToDays(businessDate, changes)} SELECT days.* FROM days`
  return rows.map(queueDayRowOf)
}

/** The state of queues, with raised versions. */
async function tell(
  tx: Tx,
  branch: BranchRecord,
  queues: readonly string[],
  now: Date,
): Promise<Map<string, QueueSnapshot>> {
  const businessDate = businessDateOf(branch, now)
  await lockLines(tx, { queues, businessDate })
  const days = await raiseVersions(tx, businessDate, queues)
  return buildSnapshots(tx, branch, { businessDate, at: now }, days)
}

/** Sends the state of the queues whose order or waits have changed by themselves. Locks nothing where there is none. */
export async function tellChangedWaits(branch: BranchRecord, now: Date): Promise<void> {
  const queues = await changedQueues(branch, now)
  if (queues.length === 0) return
  let snapshots = new Map<string, QueueSnapshot>()
  await runSystemWork(branch.id, async (tx) => {
    snapshots = await tell(tx, branch, queues, now)
    return { events: [...snapshots].sort().flatMap(([id, it]) => queueEvents(id, it)), audit: [] }
  })
  for (const [id, snapshot] of snapshots) remember(id, snapshot)
}
