import 'server-only'
import { type BranchRecord, forgetBranches, storedSetupVersion } from '@/lib/features/branches/server/public'
import type { Tx } from '@/lib/server/db/client'
import { enterLocks } from '@/lib/server/db/lock-order'
import { StaleSetupError } from '@/lib/server/db/retry'
import { Prisma } from '@/lib/server/generated/prisma/client'
import { type QueueDayRow, queueDayColumns, queueDayRowOf, type StoredQueueDay } from './queue-day'

/**
 * Locks the visit of a ticket until the end of the transaction, which serialises commands on the tickets of one visit.
 * Data read before must be read again.
 */
export async function lockVisitOf(tx: Tx, ticketId: string): Promise<void> {
  enterLocks(tx, 'visit')
  await tx.$queryRaw`
    SELECT 1 FROM visit WHERE id = (SELECT visit_id FROM ticket WHERE id = ${ticketId}::uuid) FOR NO KEY UPDATE`
}

/**
 * Locks several days of queues until the end of the transaction, ordered by id and day; missing ones are created. Only what
 * carries tickets from one day to the next needs two.
 */
export async function lockDays(tx: Tx, queues: readonly string[], dates: readonly string[]): Promise<void> {
  enterLocks(tx, 'queue day')
  await tx.$executeRaw`
    INSERT INTO queue_day AS d (service_id, business_date, version)
    SELECT q.id, it.date, 1 FROM unnest(${[...queues]}::uuid[]) AS q (id), unnest(${[...dates]}::date[]) AS it (date)
    ORDER BY q.id, it.date
    ON CONFLICT (service_id, business_date) DO UPDATE SET version = d.version`
}

/** Ids as a table, from JSON: PostgreSQL looks at the length of an array, and then plans the statement anew each time. */
const idsOf = (ids: readonly string[]): Prisma.Sql =>
  Prisma.sql`(SELECT id::uuid FROM json_array_elements_text(${JSON.stringify(ids)}::json) AS it (id)) AS it`

/** The rows locked together: service points, then queue days. */
export type LineLocks = {
  /** The set-up that the command used: the transaction restarts if it has changed since. */
  branch?: BranchRecord
  servicePoints?: readonly string[]
  queues: readonly string[]
  businessDate: string
}

/**
 * Locks service points and the days of queues until the end of the transaction, ordered by id, in one statement. Every
 * change of a queue holds the lock of its day, so changes of one queue are serialised and later reads are exact.
 * Returns the current days.
 * Throws `StaleSetupError` when the branch's set-up is newer than `branch`.
 */
export async function lockLines(
  tx: Tx,
  { branch, servicePoints = [], queues, businessDate }: LineLocks,
): Promise<Map<string, QueueDayRow>> {
  enterLocks(tx, 'service point', 'queue day')
  // The count forces the points to be locked first; missing days are created by the same statement.
  const points = Prisma.sql`points AS MATERIALIZED (
      SELECT id FROM service_point WHERE id IN (SELECT it.id FROM ${idsOf(servicePoints)}) ORDER BY id FOR NO KEY UPDATE
    )`
  const rows = await tx.$queryRaw<(StoredQueueDay & { setupVersion: number | null })[]>`
    WITH ${points}, days AS (
      INSERT INTO queue_day AS d (service_id, business_date, version)
      SELECT id, ${businessDate}::date, 1 FROM ${idsOf([...new Set(queues)])}
      WHERE (SELECT count(*) FROM points) >= 0 ORDER BY id
      ON CONFLICT (service_id, business_date) DO UPDATE SET version = d.version
      RETURNING ${queueDayColumns}
    )
    SELECT days.*, ${storedSetupVersion(branch?.id ?? null)} AS "setupVersion" FROM days`
  if (branch && (rows[0]?.setupVersion ?? 0) > branch.setupVersion) {
    forgetBranches()
    throw new StaleSetupError()
  }
  return new Map(rows.map(({ setupVersion: _, ...row }) => [row.serviceId, queueDayRowOf(row)]))
}
