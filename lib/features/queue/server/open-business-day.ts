import 'server-only'
import { type BranchRecord, businessDateOf, listBranches } from '@/lib/features/branches/server/public'
import { runSystemWork } from '@/lib/server/command'
import { db, type Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import { buildSnapshots } from './build-snapshot'
import { lockLines } from './queue-locks'
import { queueEvents } from './topics'

async function openDay(
  tx: Tx,
  branch: BranchRecord,
  serviceIds: readonly string[],
  today: string,
): Promise<{ events: NewEvent[]; audit: [] }> {
  const days = await lockLines(tx, { queues: serviceIds, businessDate: today })
  const snapshots = await buildSnapshots(tx, branch, today, [...days.values()])
  const events = branch.services.flatMap(({ id }) => {
    const snapshot = snapshots.get(id)
    return snapshot ? queueEvents(id, snapshot) : []
  })
  // No version changes: an empty day equals a missing one.
  return { events, audit: [] }
}

/** Opens the business day of every branch where it has begun, so that the hall screens switch to it. */
export async function openBusinessDay(signal?: AbortSignal): Promise<void> {
  for (const branch of await listBranches()) {
    signal?.throwIfAborted()
    const today = businessDateOf(branch, new Date())
    const begun = await db().queueDay.findMany({
      where: { serviceId: { in: branch.services.map((it) => it.id) }, businessDate: new Date(today) },
      select: { serviceId: true },
    })
    const known = new Set(begun.map((row) => row.serviceId))
    const missing = branch.services.map((it) => it.id).filter((id) => !known.has(id))
    if (missing.length > 0) await runSystemWork(branch.id, (tx) => openDay(tx, branch, missing, today))
  }
}
