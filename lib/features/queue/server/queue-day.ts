import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import type { Tally } from '../rules'

/** A queue's day: its numbers, its version and its counters. */
export type QueueDayRow = {
  serviceId: string
  lastSequence: number
  version: number
  waiting: number
  called: number
  inService: number
  onHold: number
  missed: number
  served: number
  cancelled: number
  waited: number
  waitSeconds: number
}

type Raw = Omit<QueueDayRow, 'waitSeconds'> & { waitSeconds: bigint }

function rowOf(raw: Raw): QueueDayRow {
  return { ...raw, waitSeconds: Number(raw.waitSeconds) }
}

/**
 * Locks the days of several queues until the end of the transaction, in the order of their ids. Every change of a queue
 * begins with this, so the changes of one queue happen one after another and the snapshot built in the same transaction
 * is exact.
 */
export async function lockQueueDays(
  tx: Tx,
  serviceIds: readonly string[],
  businessDate: string,
): Promise<Map<string, QueueDayRow>> {
  const rows = await tx.$queryRaw<Raw[]>`
    INSERT INTO queue_day AS d (service_id, business_date, version)
    SELECT id, ${businessDate}::date, 1 FROM unnest(${[...new Set(serviceIds)].sort()}::uuid[]) AS it (id) ORDER BY id
    ON CONFLICT (service_id, business_date) DO UPDATE SET version = d.version
    RETURNING service_id AS "serviceId", last_sequence AS "lastSequence", version, waiting, called, in_service AS "inService",
      on_hold AS "onHold", missed, served, cancelled, waited, wait_seconds AS "waitSeconds"`
  return new Map(rows.map((raw) => [raw.serviceId, rowOf(raw)]))
}

/** Adds to the counters of a locked day, moves its last number and raises its version. Answers the day as it is now. */
export async function addToQueueDay(
  tx: Tx,
  serviceId: string,
  businessDate: string,
  add: Tally & { issued?: number },
): Promise<QueueDayRow> {
  const rows = await tx.$queryRaw<Raw[]>`
    UPDATE queue_day SET version = version + 1, last_sequence = last_sequence + ${add.issued ?? 0}::int,
      waiting = waiting + ${add.waiting}::int, called = called + ${add.called}::int,
      in_service = in_service + ${add.inService}::int, on_hold = on_hold + ${add.onHold}::int,
      missed = missed + ${add.missed}::int, served = served + ${add.served}::int,
      cancelled = cancelled + ${add.cancelled}::int, expired = expired + ${add.expired}::int,
      waited = waited + ${add.waited}::int, wait_seconds = wait_seconds + ${add.waitSeconds}::bigint,
      service_seconds = service_seconds + ${add.serviceSeconds}::bigint
    WHERE service_id = ${serviceId}::uuid AND business_date = ${businessDate}::date
    RETURNING service_id AS "serviceId", last_sequence AS "lastSequence", version, waiting, called, in_service AS "inService",
      on_hold AS "onHold", missed, served, cancelled, waited, wait_seconds AS "waitSeconds"`
  const row = rows[0]
  if (!row) throw new Error('a queue day that was locked is gone')
  return rowOf(row)
}

/** A queue's day without locking it; an untouched day counts zero. */
export async function readQueueDay(tx: Tx, serviceId: string, businessDate: string): Promise<QueueDayRow> {
  const row = await tx.queueDay.findUnique({
    where: { serviceId_businessDate: { serviceId, businessDate: new Date(businessDate) } },
  })
  if (row) return { ...row, waitSeconds: Number(row.waitSeconds) }
  const none = {
    lastSequence: 0,
    version: 0,
    waiting: 0,
    called: 0,
    inService: 0,
    onHold: 0,
    missed: 0,
    served: 0,
    cancelled: 0,
  }
  return { serviceId, ...none, waited: 0, waitSeconds: 0 }
}
