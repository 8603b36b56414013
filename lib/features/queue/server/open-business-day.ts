import 'server-only'
import { type BranchRecord, businessDateOf, listBranches } from '@/lib/features/branches/server/branch-directory'
import { runSystemWork } from '@/lib/server/command'
import { db, type Tx } from '@/lib/server/db/client'
import type { NewEvent } from '@/lib/server/events/event'
import { buildSnapshot } from './build-snapshot'
import { lockQueueDays } from './queue-day'
import { queueEvents } from './topics'

async function openDay(
  tx: Tx,
  branch: BranchRecord,
  serviceIds: readonly string[],
  today: string,
): Promise<{ events: NewEvent[]; audit: [] }> {
  const days = await lockQueueDays(tx, serviceIds, today)
  const events: NewEvent[] = []
  for (const service of branch.services) {
    const day = days.get(service.id)
    if (day) events.push(...queueEvents(service.id, await buildSnapshot(tx, branch, service, today, day)))
  }
  // Nothing of anybody's has changed: an empty day is what there was.
  return { events, audit: [] }
}

/** Begins the business day of every branch where it has come: the screens in the hall turn to it by themselves. */
export async function openBusinessDay(): Promise<void> {
  for (const branch of await listBranches()) {
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
