import 'server-only'
import type { Tx } from '../db/client'
import type { Prisma } from '../generated/prisma/client'

type Known = { id: string; branchId: string }

/**
 * Which visits are a person's: those that say so, and those of their browsers that name nobody, unless staff have said that
 * nobody is known. Two queries to read.
 */
export async function visitsOfPerson(tx: Tx, { id, branchId }: Known): Promise<Prisma.VisitWhereInput> {
  const browsers = await tx.visitorPerson.findMany({ where: { personId: id, branchId }, select: { visitorId: true } })
  const visitorId = { in: browsers.map((it) => it.visitorId) }
  return { OR: [{ personId: id }, { personId: null, personSettled: false, branchId, visitorId }] }
}

/** Has the visits of a person's browsers say whose they are. Answers how many did not yet. */
export async function claimVisits(tx: Tx, { id, branchId }: Known): Promise<number> {
  return tx.$executeRaw`
    UPDATE visit AS v SET person_id = b.person_id FROM visitor_person AS b
    WHERE b.person_id = ${id}::uuid AND b.branch_id = ${branchId}::uuid
      AND v.branch_id = b.branch_id AND v.visitor_id = b.visitor_id
      AND v.person_id IS NULL AND NOT v.person_settled`
}

/** The same for all persons of a branch, and for how long they are kept: they have been here. */
export async function claimRecentVisits(tx: Tx, branchId: string): Promise<number> {
  const claimed = await tx.$queryRaw<{ count: bigint }[]>`
    WITH claimed AS (
      UPDATE visit AS v SET person_id = b.person_id FROM visitor_person AS b
      WHERE b.branch_id = ${branchId}::uuid AND v.branch_id = b.branch_id AND v.visitor_id = b.visitor_id
        AND v.person_id IS NULL AND NOT v.person_settled AND v.business_date >= current_date - 2
      RETURNING v.person_id, v.business_date
    ), seen AS (
      UPDATE person AS p SET last_visit_on = GREATEST(p.last_visit_on, c.day)
      FROM (SELECT person_id, max(business_date) AS day FROM claimed GROUP BY person_id) AS c WHERE p.id = c.person_id
    )
    SELECT count(*) AS count FROM claimed`
  return Number(claimed[0]?.count ?? 0)
}
