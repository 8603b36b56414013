import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { addDays } from '@/lib/shared/time'
import { type Learned, type LineLearned, type PointLearned, type StaffLearned, staffKey } from '../learned'
import type { Learner } from '../learner'

type Reading = Pick<Tx, 'estimateLine' | 'estimateStaff' | 'estimatePoint'>

/** What is learned of a branch. Three reads. */
export async function readLearned(through: Reading, branchId: string): Promise<Learned> {
  const where = { branchId }
  const [lines, staff, points] = [
    await through.estimateLine.findMany({ where }),
    await through.estimateStaff.findMany({ where }),
    await through.estimatePoint.findMany({ where }),
  ]
  return {
    lines: new Map(lines.map((it) => [it.serviceId, it.learned as unknown as LineLearned])),
    staff: new Map(staff.map((it) => [staffKey(it.serviceId, it.accountId), it.learned as unknown as StaffLearned])),
    points: new Map(points.map((it) => [it.servicePointId, it.learned as unknown as PointLearned])),
  }
}

const rowsOf = <T>(known: ReadonlyMap<string, T>, touched: ReadonlySet<string>): string =>
  JSON.stringify([...touched].map((key) => ({ key, learned: known.get(key) })))

/** Writes what has changed. */
export async function writeLearned(tx: Tx, branchId: string, { learned, touched }: Learner): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO estimate_line (service_id, branch_id, learned)
    SELECT key, ${branchId}::uuid, learned
    FROM json_to_recordset(${rowsOf(learned.lines, touched.lines)}::json) AS it (key uuid, learned jsonb)
    ON CONFLICT (service_id) DO UPDATE SET learned = excluded.learned`
  await tx.$executeRaw`
    INSERT INTO estimate_staff (service_id, account_id, branch_id, learned)
    SELECT split_part(key, ' ', 1)::uuid, split_part(key, ' ', 2)::uuid, ${branchId}::uuid, learned
    FROM json_to_recordset(${rowsOf(learned.staff, touched.staff)}::json) AS it (key text, learned jsonb)
    ON CONFLICT (service_id, account_id) DO UPDATE SET learned = excluded.learned`
  await tx.$executeRaw`
    INSERT INTO estimate_point (service_point_id, branch_id, learned)
    SELECT key, ${branchId}::uuid, learned
    FROM json_to_recordset(${rowsOf(learned.points, touched.points)}::json) AS it (key uuid, learned jsonb)
    ON CONFLICT (service_point_id) DO UPDATE SET learned = excluded.learned`
}

/** Adds the errors of ended waits to those of their day. */
export async function addErrors(tx: Tx, businessDate: string, { errors }: Learner): Promise<void> {
  const rows = [...errors].map(([line, sums]) => ({ line, ...sums }))
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO estimate_error AS e (service_id, business_date, waits, error, absolute, late, held)
    SELECT line, ${businessDate}::date, waits, error, absolute, late, held
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS it (line uuid, waits int, error float, absolute float, late int, held int)
    ON CONFLICT (service_id, business_date) DO UPDATE SET waits = e.waits + excluded.waits, error = e.error + excluded.error,
      absolute = e.absolute + excluded.absolute, late = e.late + excluded.late, held = e.held + excluded.held`
}

/** How long the times of a member of staff, and the errors of a line, are kept after their last day. */
const staffDays = 90
const errorDays = 400

/** Forgets what is old, once a day. */
export async function forgetOldLearned(tx: Tx, branchId: string, day: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM estimate_staff WHERE branch_id = ${branchId}::uuid AND learned ->> 'day' < ${addDays(day, -staffDays)}`
  await tx.$executeRaw`
    DELETE FROM estimate_error WHERE service_id IN (SELECT l.service_id FROM estimate_line AS l WHERE l.branch_id = ${branchId}::uuid)
      AND business_date < ${addDays(day, -errorDays)}::date`
}

/** Up to when a branch's history was learned from; null before the first time. */
export async function learnedUntil(tx: Tx, branchId: string): Promise<Date | null> {
  return (await tx.estimateProgress.findUnique({ where: { branchId } }))?.learnedUntil ?? null
}

export async function noteLearned(tx: Tx, branchId: string, learnedUntil: Date): Promise<void> {
  await tx.estimateProgress.upsert({
    where: { branchId },
    create: { branchId, learnedUntil },
    update: { learnedUntil },
  })
}
