import 'server-only'
import { type BranchRecord, businessDateOf, listBranches, openAcrossDays } from '@/lib/features/branches/server/public'
import { runSystemWork } from '@/lib/server/command'
import { db, type Tx } from '@/lib/server/db/client'
import { TransientError } from '@/lib/server/db/retry'
import type { NewEvent } from '@/lib/server/events/event'
import { noteOf } from '@/lib/server/jobs/job-errors'
import { log } from '@/lib/server/log'
import { singleton } from '@/lib/server/singleton'
import { buildSnapshots } from './build-snapshot'
import { carryOver, goesOn } from './carry-over'
import { lockLines } from './queue-locks'
import { findTicket, type TicketRow } from './ticket-row'
import { queueEvents } from './topics'

async function openDay(
  tx: Tx,
  branch: BranchRecord,
  serviceIds: readonly string[],
  now: Date,
): Promise<{ events: NewEvent[]; audit: [] }> {
  const today = businessDateOf(branch, now)
  const days = await lockLines(tx, { queues: serviceIds, businessDate: today })
  const snapshots = await buildSnapshots(tx, branch, { businessDate: today, at: now }, [...days.values()])
  const events = branch.services.flatMap(({ id }) => {
    const snapshot = snapshots.get(id)
    return snapshot ? queueEvents(id, snapshot) : []
  })
  // No version changes: an empty day equals a missing one.
  return { events, audit: [] }
}

/** The latest business day of each branch that needs no opening by a request, by the branch's id. */
const opened = (): Map<string, string> => singleton('opened-days', () => new Map())
const latestOf = ({ id }: BranchRecord): string => opened().get(id) ?? ''

function noteOpened(branch: BranchRecord, day: string): void {
  if (day > latestOf(branch)) opened().set(branch.id, day)
}

/**
 * Opens the business day of `now` in a branch, so that its screens switch to it, and carries over the tickets of queues that
 * never closed.
 */
export async function openDayOf(branch: BranchRecord, now: Date, signal?: AbortSignal): Promise<void> {
  const today = businessDateOf(branch, now)
  const begun = await db().queueDay.findMany({
    where: { serviceId: { in: branch.services.map((it) => it.id) }, businessDate: new Date(today) },
    select: { serviceId: true },
  })
  const known = new Set(begun.map((row) => row.serviceId))
  const missing = branch.services.map((it) => it.id).filter((id) => !known.has(id))
  // Carried first, so that no screen shows an empty line in between.
  await carryOver(branch, now, signal)
  if (missing.length > 0) await runSystemWork(branch.id, (tx) => openDay(tx, branch, missing, now))
  noteOpened(branch, today)
}

/** Opens the business day of every branch where it has begun; one that fails does not stop the others. */
export async function openBusinessDay(signal?: AbortSignal): Promise<void> {
  const failed: unknown[] = []
  for (const branch of await listBranches()) {
    signal?.throwIfAborted()
    await openDayOf(branch, new Date(), signal).catch((error: unknown) => failed.push(error))
  }
  if (failed.length > 0) throw failed[0]
}

/** Whether the day of `now` must be opened first, because tickets of the day before go on in it. Asked by every command. */
function isDue(branch: BranchRecord, now: Date): boolean {
  const today = businessDateOf(branch, now)
  if (latestOf(branch) >= today) return false
  if (openAcrossDays(branch, now).length > 0) return true
  noteOpened(branch, today)
  return false
}

/** The days being opened, by branch and day. */
const opening = (): Map<string, Promise<void>> => singleton('opening-days', () => new Map())

/**
 * Opens the day once for all who ask at the same time: at the boundary everybody does. When it fails, the new day begins
 * without the tickets that should go on, and the job tries again.
 */
function openOnce(branch: BranchRecord, now: Date): Promise<void> {
  const day = businessDateOf(branch, now)
  const key = `${branch.id} ${day}`
  const running = opening().get(key)
  if (running) return running
  const begun = openDayOf(branch, now)
    .catch((error: unknown) => {
      log().error(noteOf(error), 'could not open the business day')
      noteOpened(branch, day)
    })
    .finally(() => opening().delete(key))
  opening().set(key, begun)
  return begun
}

/** A ticket as it is once the day of `now` is open: one of the day before may go on in it. */
export async function inOpenDay(branch: BranchRecord, ticket: TicketRow, now: Date): Promise<TicketRow> {
  if (!goesOn(branch, ticket, now)) return ticket
  await openOnce(branch, now)
  return (await findTicket(db(), ticket.id)) ?? ticket
}

/** Opens the business day of `now` before a read, unless this process knows that it is open. */
export async function ensureDayOpen(branch: BranchRecord, now: Date): Promise<void> {
  if (isDue(branch, now)) await openOnce(branch, now)
}

/**
 * Makes the transaction of a command start again after the business day of `now` was opened, unless this process knows that
 * it is open; so the first command of a day finds the tickets that go on. `ticket`: one that the command is about.
 */
export function requireOpenDay(branch: BranchRecord, now: Date, ticket?: TicketRow): void {
  const isLeftBehind = ticket !== undefined && goesOn(branch, ticket, now)
  if (isLeftBehind || isDue(branch, now)) throw new TransientError(() => openOnce(branch, now))
}
