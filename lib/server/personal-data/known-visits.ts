import 'server-only'
import type { Tx } from '../db/client'
import { Prisma } from '../generated/prisma/client'

type Known = { id: string; branchId: string }

/** A visit `v` of a known browser `b` that is linked to no person and not marked by staff. */
const unclaimed = Prisma.sql`v.branch_id = b.branch_id AND v.visitor_id = b.visitor_id
  AND v.person_id IS NULL AND NOT v.person_settled`

/** Links the visits of a person's browsers to the person. Returns how many were newly linked. */
export async function claimVisits(tx: Tx, { id, branchId }: Known): Promise<number> {
  return tx.$executeRaw`
    WITH locked AS MATERIALIZED (
      SELECT v.id FROM visit AS v JOIN visitor_person AS b ON ${unclaimed}
      WHERE b.person_id = ${id}::uuid AND b.branch_id = ${branchId}::uuid
      ORDER BY v.id FOR NO KEY UPDATE OF v
    )
    UPDATE visit AS v SET person_id = ${id}::uuid FROM locked WHERE v.id = locked.id`
}

/** Some persons whose browsers were used lately, locked: first the person, then dependent rows, as everywhere. */
async function lockRecentPersons(tx: Tx, branchId: string, most: number): Promise<string[]> {
  const persons = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM person WHERE erased_at IS NULL AND id IN (
      SELECT b.person_id FROM visitor_person AS b JOIN visit AS v ON ${unclaimed}
      WHERE b.branch_id = ${branchId}::uuid AND v.business_date >= current_date - 2)
    ORDER BY id LIMIT ${most}::int FOR NO KEY UPDATE`
  return persons.map(({ id }) => id)
}

/**
 * The same for at most `most` persons of a branch; also extends their retention, since they have visited. Each of them has a
 * visit to link, so fewer than `most` linked visits mean that nobody is left.
 */
export async function claimRecentVisits(tx: Tx, branchId: string, most: number): Promise<number> {
  const persons = await lockRecentPersons(tx, branchId, most)
  if (persons.length === 0) return 0
  const claimed = await tx.$queryRaw<{ count: bigint }[]>`
    WITH locked AS MATERIALIZED (
      SELECT v.id, b.person_id FROM visit AS v JOIN visitor_person AS b ON ${unclaimed}
      WHERE b.branch_id = ${branchId}::uuid AND b.person_id = ANY (${persons}::uuid[])
        AND v.business_date >= current_date - 2
      ORDER BY v.id FOR NO KEY UPDATE OF v
    ), claimed AS (
      UPDATE visit AS v SET person_id = locked.person_id FROM locked WHERE v.id = locked.id
      RETURNING v.person_id, v.business_date
    ), seen AS (
      UPDATE person AS p SET last_visit_on = GREATEST(p.last_visit_on, c.day)
      FROM (SELECT person_id, max(business_date) AS day FROM claimed GROUP BY person_id) AS c WHERE p.id = c.person_id
    )
    SELECT count(*) AS count FROM claimed`
  return Number(claimed[0]?.count ?? 0)
}
