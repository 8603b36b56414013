import 'server-only'
import { sha256 } from '@/lib/server/crypto'
import type { Tx } from '@/lib/server/db/client'
import type { Binding } from '../binding'
import type { StepOrder } from '../pathway'
import type { PlanStep, StepStatus } from '../plan'
import type { Reason } from '../reasons'
import type { PlanBefore, VisitPlan } from '../visit-plan'

type StoredStep = {
  serviceId: string
  position: number
  required: boolean
  afterAll: string[]
  afterAny: string[]
  orderHint: string
  minGapMinutes: number | null
  beforeMinute: number | null
  exclusiveGroup: string | null
  status: string
  attempt: number
  completedAt: Date | null
  remarkSealed: string | null
  heldFor: string | null
  heldAt: string | null
}

/** The id of the row of a step: known before it is written, because what is sealed in it is bound to it. */
export function stepIdOf(visitId: string, serviceId: string): string {
  const hex = sha256(`${visitId} ${serviceId}`).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Database constraints guarantee the order and the status. */
function stepOf(row: StoredStep): PlanStep {
  const { serviceId, position, required, minGapMinutes, exclusiveGroup, attempt, completedAt, heldFor } = row
  return {
    ...{ service: serviceId, position, required, minGapMinutes, exclusiveGroup, attempt, completedAt },
    after: row.afterAll,
    anyOf: row.afterAny,
    order: row.orderHint as StepOrder,
    notAfterMinute: row.beforeMinute,
    status: row.status as StepStatus,
    reason: row.remarkSealed,
    hold: heldFor === null ? null : { service: heldFor, servicePointId: row.heldAt },
  }
}

type StoredPlan = {
  visitId: string
  pathwayId: string
  boundBy: string
  boundChanges: number
  reasons: unknown
  isParked: boolean
  steps: StoredStep[]
}

const planOf = ({ visitId, pathwayId, boundBy, boundChanges, reasons, isParked, steps }: StoredPlan): VisitPlan => ({
  ...{ visitId, pathwayId, isParked },
  steps: steps.map(stepOf),
  binding: { by: boundBy as Binding['by'], changes: boundChanges },
  reasons: reasons as Reason[],
})

const withSteps = { steps: { orderBy: { position: 'asc' } } } as const

/** The plan of a visit; null when it follows no pathway. Exact under the lock of the visit. */
export async function findPlan(tx: Tx, visitId: string): Promise<VisitPlan | null> {
  const row = await tx.visitPlan.findUnique({ where: { visitId }, include: withSteps })
  return row && planOf(row)
}

/** The plans of visits, by their ids. Two queries. */
export async function findPlans(tx: Tx, visitIds: readonly string[]): Promise<Map<string, VisitPlan>> {
  const rows = await tx.visitPlan.findMany({ where: { visitId: { in: [...visitIds] } }, include: withSteps })
  return new Map(rows.map((row) => [row.visitId, planOf(row)]))
}

function storedStep(visitId: string, branchId: string, step: PlanStep): object {
  const { service, position, required, after, anyOf, order, minGapMinutes, notAfterMinute, exclusiveGroup } = step
  const { status, attempt, completedAt, reason, hold } = step
  return {
    ...{
      id: stepIdOf(visitId, service),
      visitId,
      branchId,
      serviceId: service,
      position,
      required,
      after,
      anyOf,
      order,
      minGapMinutes,
    },
    ...{ notAfterMinute, exclusiveGroup, status, attempt, completedAt, reason },
    ...{ heldFor: hold?.service ?? null, heldAt: hold?.servicePointId ?? null },
  }
}

/**
 * Writes plans of visits of one branch, whose visits are locked or new: steps that were there keep their row, steps that are
 * gone are deleted. One statement.
 */
export async function savePlans(tx: Tx, branchId: string, plans: readonly VisitPlan[]): Promise<void> {
  if (plans.length === 0) return
  const rows = plans.map(({ visitId, pathwayId, binding, reasons, isParked }) => ({
    ...{ visitId, pathwayId, boundBy: binding.by, boundChanges: binding.changes, reasons, isParked },
  }))
  const steps = plans.flatMap((plan) => plan.steps.map((step) => storedStep(plan.visitId, branchId, step)))
  await tx.$executeRaw`
    WITH plans AS (
      INSERT INTO visit_plan (visit_id, branch_id, pathway_id, bound_by, bound_changes, reasons, is_parked)
      SELECT "visitId", ${branchId}::uuid, "pathwayId", "boundBy", "boundChanges", reasons, "isParked"
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it ("visitId" uuid, "pathwayId" uuid, "boundBy" text,
        "boundChanges" smallint, reasons jsonb, "isParked" boolean)
      ON CONFLICT (visit_id) DO UPDATE SET pathway_id = excluded.pathway_id, bound_by = excluded.bound_by,
        bound_changes = excluded.bound_changes, reasons = excluded.reasons, is_parked = excluded.is_parked
    ), steps AS MATERIALIZED (
      SELECT it.* FROM json_to_recordset(${JSON.stringify(steps)}::json) AS it (id uuid, "visitId" uuid, "branchId" uuid,
        "serviceId" uuid, position smallint, required boolean, "after" uuid[], "anyOf" uuid[], "order" text,
        "minGapMinutes" smallint, "notAfterMinute" smallint, "exclusiveGroup" text, status text, attempt smallint,
        "completedAt" timestamptz, reason text, "heldFor" uuid, "heldAt" uuid)
    ), gone AS (
      DELETE FROM visit_step AS s WHERE s.visit_id = ANY (${plans.map((it) => it.visitId)}::uuid[])
        AND NOT EXISTS (SELECT 1 FROM steps WHERE steps."visitId" = s.visit_id AND steps."serviceId" = s.service_id)
    )
    INSERT INTO visit_step (id, visit_id, branch_id, service_id, position, required, after_all, after_any, order_hint,
      min_gap_minutes, before_minute, exclusive_group, status, attempt, completed_at, remark_sealed, held_for, held_at)
    SELECT * FROM steps
    ON CONFLICT (visit_id, service_id) DO UPDATE SET after_all = excluded.after_all, after_any = excluded.after_any,
      min_gap_minutes = excluded.min_gap_minutes, status = excluded.status, attempt = excluded.attempt,
      completed_at = excluded.completed_at, remark_sealed = excluded.remark_sealed, held_for = excluded.held_for,
      held_at = excluded.held_at`
}

/**
 * Writes the plans with which visits begin. Of a visit that has ended and begins again nothing stays, before the new steps are
 * written: two may not have one position. Two statements.
 */
export async function beginPlans(tx: Tx, branchId: string, plans: readonly VisitPlan[]): Promise<void> {
  if (plans.length === 0) return
  await tx.visitStep.deleteMany({ where: { visitId: { in: plans.map(({ visitId }) => visitId) } } })
  await savePlans(tx, branchId, plans)
}

/** What undoing a change needs, as stored in the history of a ticket; null when that change left the plan alone. */
export function planBeforeFromJson(json: unknown): PlanBefore | null {
  const stored = (json as { plan?: PlanBefore }).plan
  if (!stored) return null
  const dated = (at: unknown): Date | null => (typeof at === 'string' ? new Date(at) : null)
  return { ...stored, steps: stored.steps.map((step) => ({ ...step, completedAt: dated(step.completedAt) })) }
}
