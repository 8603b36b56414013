import 'server-only'
import { db } from '../db/client'
import type { LoggedEvent } from './event'

export type Clock = { epoch: string; seq: number }

/** A branch's current position. Throws for an unknown branch. */
export async function readClock(branchId: string): Promise<Clock> {
  const row = await db().branchClock.findUniqueOrThrow({ where: { branchId } })
  return { epoch: row.epoch, seq: Number(row.seq) }
}

/** The current positions of several branches, by id, in one query. */
export async function readClocks(branchIds: readonly string[]): Promise<Map<string, Clock>> {
  const rows = await db().branchClock.findMany({ where: { branchId: { in: [...branchIds] } } })
  return new Map(rows.map((row) => [row.branchId, { epoch: row.epoch, seq: Number(row.seq) }]))
}

type Row = { seq: bigint; topic: string; type: string; body: unknown }

function eventOf(row: Row): LoggedEvent {
  return { seq: Number(row.seq), topic: row.topic, type: row.type, json: JSON.stringify(row.body) }
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
  return rows.map(eventOf)
}

/** At most `limit` events up to `head`, in order and without a gap; none when `head` itself is gone. */
export async function readNewestEvents(branchId: string, head: number, limit: number): Promise<LoggedEvent[]> {
  const rows = await db().eventLog.findMany({
    where: { branchId, seq: { lte: head } },
    orderBy: { seq: 'desc' },
    take: limit,
  })
  const hole = rows.findIndex((row, at) => Number(row.seq) !== head - at)
  return rows
    .slice(0, hole < 0 ? rows.length : hole)
    .map(eventOf)
    .reverse()
}

/** The newest event of each topic with this type, among a branch's last `within` events. */
export async function readNewestOf(
  branchId: string,
  { topics, type, within }: { topics: readonly string[]; type: string; within: number },
): Promise<LoggedEvent[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT DISTINCT ON (topic) seq, topic, type, body FROM event_log
    WHERE branch_id = ${branchId}::uuid AND topic = ANY (${[...topics]}) AND type = ${type}
      AND seq > (SELECT seq FROM branch_clock WHERE branch_id = ${branchId}::uuid) - ${within}
    ORDER BY topic, seq DESC`
  return rows.map(eventOf)
}

/** Whether the log still holds the event `seq`. */
export async function logHolds(branchId: string, seq: number): Promise<boolean> {
  const found = await db().eventLog.findUnique({ where: { branchId_seq: { branchId, seq } }, select: { seq: true } })
  return found !== null
}
