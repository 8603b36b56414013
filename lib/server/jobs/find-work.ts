import 'server-only'
import { db } from '../db/client'

/** The work to do: queues with due jobs, and jobs whose process died or hangs. */
export type Work = { due: string[]; lost: { name: string; id: string }[] }

/**
 * One query for all queues. An exclusive queue has nothing due while one of its jobs runs. A job is lost when it is
 * still marked as running long after its time limit.
 */
export async function findWork(): Promise<Work> {
  const [found] = await db().$queryRaw<[Work]>`
    SELECT
      ARRAY(
        SELECT DISTINCT name FROM pgboss.job AS j WHERE state < 'active' AND start_after < now() AND NOT EXISTS (
          SELECT 1 FROM pgboss.job AS a WHERE a.name = j.name AND a.state = 'active' AND a.policy = 'singleton'
        )
      ) AS due,
      (
        SELECT coalesce(json_agg(json_build_object('name', name, 'id', id)), '[]') FROM pgboss.job
        WHERE state = 'active' AND started_on + expire_in < now()
      ) AS lost`
  return found
}
