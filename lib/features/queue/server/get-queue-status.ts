import 'server-only'
import {
  type BranchRecord,
  businessDateOf,
  findBranch,
  type ServiceRecord,
  serviceOf,
  withFreshSetup,
} from '@/lib/features/branches/server/public'
import { ensureLearned } from '@/lib/features/estimates/server/public'
import { inTransaction } from '@/lib/server/db/client'
import type { Channel } from '@/lib/server/events/channel'
import { formatCursor } from '@/lib/server/events/cursor'
import { hub } from '@/lib/server/events/hub'
import type { Snapshot } from '@/lib/server/events/snapshots'
import { type ReadyJson, readyJson } from '@/lib/server/http/ready-json'
import { singleton } from '@/lib/server/singleton'
import { AppError } from '@/lib/shared/errors'
import type { QueueSnapshot } from '../contract'
import { queueKind } from '../topics'
import { buildSnapshots } from './build-snapshot'
import { ensureDayOpen } from './open-business-day'
import { readQueueDay } from './queue-day'
import { queueTopic } from './topics'

/** The text of a snapshot begins with its service and date, which tells whether it is today's. */
function isOf(json: string, businessDate: string): boolean {
  return json.includes(`"businessDate":"${businessDate}"`)
}

async function readJson(branch: BranchRecord, service: ServiceRecord, now: Date): Promise<string> {
  const today = businessDateOf(branch, now)
  const snapshot = await inTransaction(
    async (tx) => {
      const day = await readQueueDay(tx, service.id, today)
      return (await buildSnapshots(tx, branch, { businessDate: today, at: now }, [day])).get(service.id)
    },
    { isolationLevel: 'RepeatableRead' },
  )
  return JSON.stringify(snapshot)
}

/** The set-up with which this process read the snapshot of each topic: names and places are of that one. */
const readWith = (): Map<string, number> => singleton('snapshots-read-with', () => new Map())

/** Makes sure that this process has today's snapshots of these services. Costs nothing if it has them. */
export async function loadSnapshots(
  channel: Channel,
  branch: BranchRecord,
  services: readonly ServiceRecord[],
  now: Date,
): Promise<void> {
  const today = businessDateOf(branch, now)
  for (const service of services) {
    const topic = queueTopic(service.id)
    const known = channel.latest(topic)
    const isOfSetup = readWith().get(topic) === branch.setupVersion
    if (known && isOfSetup && isOf(known.json, today)) continue
    await ensureDayOpen(branch, now)
    await ensureLearned(branch.id)
    await channel.load(topic, queueKind.snapshot, () => readJson(branch, service, now))
    readWith().set(topic, branch.setupVersion)
  }
}

async function readSnapshots(
  branch: BranchRecord,
  services: readonly ServiceRecord[],
  now: Date,
): Promise<{ snapshots: Snapshot[]; cursor: string }> {
  const channel = await hub().channel(branch.id)
  await loadSnapshots(channel, branch, services, now)
  const snapshots = services.flatMap((service) => channel.latest(queueTopic(service.id)) ?? [])
  return { snapshots, cursor: formatCursor(channel.head) }
}

type Query = { service: string; branch?: string | undefined }

const parsed = ({ json }: Snapshot): QueueSnapshot => JSON.parse(json) as QueueSnapshot

async function readQueue({ service, branch: slug }: Query, now: Date): Promise<{ snapshot: Snapshot; cursor: string }> {
  const found = await withFreshSetup(async () => {
    const branch = await findBranch(slug)
    return { branch, service: serviceOf(branch, service) }
  })
  const { snapshots, cursor } = await readSnapshots(found.branch, [found.service], now)
  const [snapshot] = snapshots
  // The channel restarted while the snapshot was being read.
  if (!snapshot) throw new AppError('unavailable', { retryAfterSeconds: 1 })
  return { snapshot, cursor }
}

/**
 * The public state of a queue as prepared bytes, with its stream position. No query while this process follows the
 * queue.
 */
export async function readQueueStatus(query: Query, now: Date): Promise<{ ready: ReadyJson; cursor: string }> {
  const { snapshot, cursor } = await readQueue(query, now)
  return { ready: readyJson(snapshot, snapshot.json), cursor }
}

/** The public state of a queue. Throws `unknown_branch`, `unknown_service`. */
export async function getQueueStatus(query: Query, now: Date): Promise<{ snapshot: QueueSnapshot; cursor: string }> {
  const { snapshot, cursor } = await readQueue(query, now)
  return { snapshot: parsed(snapshot), cursor }
}

/** The public state of every queue of a branch. Throws `unknown_branch`. */
export async function listQueueStatuses(
  input: { branch?: string | undefined },
  now: Date,
): Promise<{ snapshots: QueueSnapshot[]; cursor: string }> {
  const branch = await findBranch(input.branch)
  const { snapshots, cursor } = await readSnapshots(branch, branch.services, now)
  return { snapshots: snapshots.map(parsed), cursor }
}

/** The current snapshot of one queue of a known branch. */
export async function snapshotOf(branch: BranchRecord, serviceId: string, now: Date): Promise<QueueSnapshot | null> {
  const service = branch.services.find((it) => it.id === serviceId)
  if (!service) return null
  const { snapshots } = await readSnapshots(branch, [service], now)
  return snapshots[0] ? parsed(snapshots[0]) : null
}
