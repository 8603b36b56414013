import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'
import type { DayNumbers } from '../rules'
import type { Tally } from '../tallies'

/** A queue's day: its numbers, its version and its counters. */
export type QueueDayRow = {
  serviceId: string
  lastSequence: number
  numbers: DayNumbers
  carried: number
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

/** The numbers of a day as stored. */
type StoredNumbers = { firstNumber: number | null; lowestNumber: number | null; highestNumber: number | null }

/** The row as returned by the database. */
export type StoredQueueDay = Omit<QueueDayRow, 'waitSeconds' | 'numbers'> & StoredNumbers & { waitSeconds: bigint }

/** The columns of `queue_day AS d`. */
export const queueDayColumns = Prisma.sql`d.service_id AS "serviceId", d.last_sequence AS "lastSequence",
  d.first_number AS "firstNumber", d.lowest_number AS "lowestNumber", d.highest_number AS "highestNumber", d.carried, d.version, d.waiting,
  d.called, d.in_service AS "inService", d.on_hold AS "onHold", d.missed, d.served, d.cancelled, d.waited,
  d.wait_seconds AS "waitSeconds"`

/** The numbers of a stored day; one from before ranges existed counts from 1. */
export function numbersOf({ firstNumber, lowestNumber, highestNumber }: StoredNumbers): DayNumbers {
  return { first: firstNumber ?? 1, lowest: lowestNumber ?? 1, highest: highestNumber }
}

export function queueDayRowOf(stored: StoredQueueDay): QueueDayRow {
  const { firstNumber, lowestNumber, highestNumber, waitSeconds, ...rest } = stored
  const numbers = numbersOf({ firstNumber, lowestNumber, highestNumber })
  return { ...rest, numbers, waitSeconds: Number(waitSeconds) }
}

/** What a change adds to the counters of a queue's day, and how many numbers it issues. */
export type DayChange = { serviceId: string; add: Tally; issued: number }

/** CTE `days`: updates the counters of locked days, raises their versions and returns them. */
export function addToDays(businessDate: string, changes: readonly DayChange[]): Prisma.Sql {
  const rows = changes.map(({ serviceId, add, issued }) => ({ serviceId, issued, ...add }))
  return Prisma.sql`days AS (
    UPDATE queue_day AS d SET version = d.version + 1, last_sequence = d.last_sequence + it.issued,
      waiting = d.waiting + it.waiting, called = d.called + it.called, in_service = d.in_service + it."inService",
      on_hold = d.on_hold + it."onHold", missed = d.missed + it.missed, served = d.served + it.served,
      cancelled = d.cancelled + it.cancelled, expired = d.expired + it.expired, waited = d.waited + it.waited,
      wait_seconds = GREATEST(0, d.wait_seconds + it."waitSeconds"),
      service_seconds = GREATEST(0, d.service_seconds + it."serviceSeconds")
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it ("serviceId" uuid, issued int, waiting int, called int,
      "inService" int, "onHold" int, missed int, served int, cancelled int, expired int, waited int, "waitSeconds" bigint,
      "serviceSeconds" bigint)
    WHERE d.service_id = it."serviceId" AND d.business_date = ${businessDate}::date
    RETURNING ${queueDayColumns}
  )`
}

/** A queue's day without locking it; a day without a row counts as zero. */
export async function readQueueDay(tx: Tx, serviceId: string, businessDate: string): Promise<QueueDayRow> {
  const row = await tx.queueDay.findUnique({
    where: { serviceId_businessDate: { serviceId, businessDate: new Date(businessDate) } },
  })
  if (row) return queueDayRowOf(row)
  const none = {
    lastSequence: 0,
    numbers: { first: 1, lowest: 1, highest: null },
    carried: 0,
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
