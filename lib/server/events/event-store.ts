import 'server-only'
import { db } from '../db/client'
import type { LoggedEvent } from './event'

export type Clock = { epoch: string; seq: number }

/** A branch's present position. Throws for an unknown branch. */
export async function readClock(branchId: string): Promise<Clock> {
  const row = await db().branchClock.findUniqueOrThrow({ where: { branchId } })
  return { epoch: row.epoch, seq: Number(row.seq) }
}

/** The present positions of several branches, by id, in one query. */
export async function readClocks(branchIds: readonly string[]): Promise<Map<string, Clock>> {
  const rows = await db().branchClock.findMany({ where: { branchId: { in: [...branchIds] } } })
  return new Map(rows.map((row) => [row.branchId, { epoch: row.epoch, seq: Number(row.seq) }]))
}

/** At most `limit` events after `seq`, in order; of all topics or only of `topics`. */
export async function readEventsAfter(
  branchId: string,
  seq: number,
  limit: number,
  topics?: readonly string[],
): Promise<LoggedEvent[]> {
  const rows = await db().eventLog.findMany({
    where: { branchId, seq: { gt: seq }, ...(topics && { topic: { in: [...topics] } }) },
    orderBy: { seq: 'asc' },
    take: limit,
  })
  return rows.map((row) => ({
    seq: Number(row.seq),
    topic: row.topic,
    type: row.type,
    json: JSON.stringify(row.body),
  }))
}

/** Whether the log still holds everything after `seq`. */
export async function logReachesBack(branchId: string, seq: number, head: number): Promise<boolean> {
  if (seq >= head) return true
  const next = await db().eventLog.findUnique({
    where: { branchId_seq: { branchId, seq: seq + 1 } },
    select: { seq: true },
  })
  return next !== null
}
